package io.promptyard.router.classify.learned;

import io.promptyard.router.classify.learned.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was learnt of prompts and models: features with their weights, in blocks of columns. Immutable and thread-safe;
 * {@link Scorer} applies it, {@link ModelFile} reads and writes it.
 */
public final class RoutingModel {
    /** Longer than any prompt's features are important: what no training prompt had. */
    private final Vocabulary vocabulary;

    private final Weights weights;
    private final float[] means;
    private final float[] deviations;
    private final float unknown;
    private final List<Block> blocks;
    private final int[] starts;
    private final Map<String, Integer> quality = new HashMap<>();
    private final Map<String, Integer> correction = new HashMap<>();
    private final List<String> heads = new ArrayList<>();
    private final String version;

    RoutingModel(
            Vocabulary vocabulary,
            Weights weights,
            float[] means,
            float[] deviations,
            float unknown,
            List<Block> blocks,
            String version) {
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
        this.weights = Objects.requireNonNull(weights, "weights");
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.unknown = unknown;
        this.blocks = List.copyOf(blocks);
        this.version = Objects.requireNonNull(version, "version");
        if (means.length != Shape.SIZE || deviations.length != Shape.SIZE) {
            throw new IllegalArgumentException("model: " + Shape.SIZE + " means and deviations (got " + means.length
                    + " and " + deviations.length + ")");
        }
        starts = new int[blocks.size() + 1];
        for (int at = 0; at < blocks.size(); at++) {
            starts[at + 1] = starts[at] + blocks.get(at).heads().size();
        }
        if (starts[blocks.size()] != weights.columns() || weights.importance().length != vocabulary.size()) {
            throw new IllegalArgumentException("model: weights must have a column a head and a row a feature");
        }
        index();
    }

    private void index() {
        for (int at = 0; at < blocks.size(); at++) {
            Block block = blocks.get(at);
            Map<String, Integer> columns =
                    switch (block.kind()) {
                        case QUALITY -> quality;
                        case CORRECTION -> correction;
                        case TASK, DOMAIN, NEED -> new HashMap<>();
                    };
            for (int head = 0; head < block.heads().size(); head++) {
                columns.put(block.heads().get(head), starts[at] + head);
            }
        }
        heads.addAll(quality.keySet());
        correction.keySet().stream().filter(head -> !quality.containsKey(head)).forEach(heads::add);
        heads.sort(null);
    }

    /** Reads what {@link #write} wrote. Throws {@link UnreadableModelException} for anything else. */
    public static RoutingModel read(byte[] bytes) {
        return ModelFile.read(bytes);
    }

    /** Its form as a file or record value; the same model gives the same bytes. */
    public byte[] write() {
        return ModelFile.write(this);
    }

    /** Names it for good: made from its content. */
    public String version() {
        return version;
    }

    /** The models that it says something of by itself, in natural order. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    public List<Block> blocks() {
        return blocks;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    Weights weights() {
        return weights;
    }

    float[] means() {
        return means.clone();
    }

    float[] deviations() {
        return deviations.clone();
    }

    float mean(int number) {
        return means[number];
    }

    float deviation(int number) {
        return deviations[number];
    }

    /** What a feature that is not known weighs in a prompt's length. */
    float unknown() {
        return unknown;
    }

    /** The first block of a kind. */
    Optional<Block> block(Kind kind) {
        return blocks.stream().filter(block -> block.kind() == kind).findFirst();
    }

    /** The first column of a block. */
    int start(int block) {
        return starts[block];
    }

    OptionalInt quality(String head) {
        Integer column = quality.get(head);
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }

    OptionalInt correction(String head) {
        Integer column = correction.get(head);
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
