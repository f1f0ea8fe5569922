package io.promptyard.router.classify.learned;

import java.util.List;
import java.util.Objects;

/**
 * Columns of a model that were learnt together, from the same rows: one for each of {@code heads}. {@code intercepts} is
 * what each says of a prompt that nothing is known of; {@code slope} corrects for the caution of the regression, the same
 * for all, so that their differences keep their order.
 *
 * @param name where its rows came from
 * @param rows how many prompts it was learnt from
 */
public record Block(Kind kind, String name, List<String> heads, float[] intercepts, float slope, int rows) {
    /** What its heads are. */
    public enum Kind {
        /** Tasks, by label: what the prompt asks for. */
        TASK,
        /** Subjects: what it is about. */
        DOMAIN,
        /** Models: the probability that each answers well. */
        QUALITY,
        /** One head: how much better the stronger models do than the weaker ones, in deviations from the usual. */
        NEED,
        /** Models, once more: what must be added to what the blocks before it, or the catalogue, say of them. */
        CORRECTION
    }

    public Block {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        heads = List.copyOf(heads);
        if (intercepts.length != heads.size()) {
            throw new IllegalArgumentException("block " + name + ": one intercept a head (got " + intercepts.length
                    + " for " + heads.size() + ")");
        }
        if (!Float.isFinite(slope)) {
            throw new IllegalArgumentException("block " + name + ": the slope must be finite (got " + slope + ")");
        }
    }
}
