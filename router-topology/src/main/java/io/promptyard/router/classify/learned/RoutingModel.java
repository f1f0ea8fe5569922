package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt of prompts and models: features with their weights, in blocks of columns. Immutable and thread-safe;
 * {@link Scorer} applies it, {@link ModelFile} reads and writes it.
 */
public final class RoutingModel {
    /** A block that has seen this share of a prompt's words, or less, cannot say of which kind it is. */
    private static final double NO_KIND = 0.05;
    /** And from here on it can. */
    private static final double SOME_KIND = 0.2;
    /**
     * A block that has seen these shares of its words and of their pairs, added up, or less, knows nothing of its words: they
     * are known from anywhere. Hardly one in thirty prompts of a benchmark that was learnt from is below, hardly one in ten
     * of a foreign one above.
     */
    private static final double STRANGE = 0.85;
    /** And from here on it is believed. */
    private static final double FAMILIAR = 1.0;

    private final Vocabulary vocabulary;
    private final Weights weights;
    private final float[] means;
    private final float[] deviations;
    private final float unknown;
    private final Prior prior;
    private final List<Block> blocks;
    private final int[] starts;
    private final int[][] places;
    private final Map<String, Integer> quality = new HashMap<>();
    private final List<String> heads = new ArrayList<>();
    private final @Nullable LearntFrom learntFrom;
    private final String version;

    RoutingModel(
            Vocabulary vocabulary,
            Weights weights,
            float[] means,
            float[] deviations,
            float unknown,
            Prior prior,
            List<Block> blocks,
            @Nullable LearntFrom learntFrom,
            String version) {
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
        this.weights = Objects.requireNonNull(weights, "weights");
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.unknown = unknown;
        this.prior = Objects.requireNonNull(prior, "prior");
        this.blocks = List.copyOf(blocks);
        this.learntFrom = learntFrom;
        this.version = Objects.requireNonNull(version, "version");
        if (means.length != Dense.KIND || deviations.length != Dense.KIND) {
            throw new IllegalArgumentException("model: " + Dense.KIND + " means and deviations (got " + means.length
                    + " and " + deviations.length + ")");
        }
        starts = new int[blocks.size() + 1];
        places = new int[blocks.size()][];
        for (int at = 0; at < blocks.size(); at++) {
            starts[at + 1] = starts[at] + blocks.get(at).heads().size();
            places[at] = blocks.get(at).heads().stream()
                    .mapToInt(placesOf(blocks.get(at).kind())::applyAsInt)
                    .toArray();
            kinds(at);
        }
        if (starts[blocks.size()] != weights.columns() || weights.rows() != vocabulary.size()) {
            throw new IllegalArgumentException("model: weights must have a column a head and a row a feature");
        }
        index();
    }

    private static ToIntFunction<String> placesOf(Kind kind) {
        return kind == Kind.TASK
                ? label -> Task.ofLabel(label).map(Task::ordinal).orElse(-1)
                : Domains.LABELS::indexOf;
    }

    /** A block that adds something for each kind of prompt follows one that tells them apart. */
    private void kinds(int at) {
        int kinds = blocks.get(at).kinds().length / blocks.get(at).heads().size();
        boolean told = at > 0
                && blocks.get(at - 1).kind() == Kind.ORIGIN
                && blocks.get(at - 1).heads().size() == kinds;
        if (kinds > 0 && !told) {
            throw new IllegalArgumentException(
                    "block " + blocks.get(at).name() + ": must follow the block of its kinds");
        }
    }

    private void index() {
        for (int at = 0; at < blocks.size(); at++) {
            Block block = blocks.get(at);
            for (int head = 0;
                    block.kind() == Kind.QUALITY && head < block.heads().size();
                    head++) {
                quality.put(block.heads().get(head), starts[at] + head);
            }
        }
        heads.addAll(quality.keySet());
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

    /** The same, saying what it was learnt from; so under another version. */
    public RoutingModel learntFrom(LearntFrom from) {
        return ModelFile.named(
                new RoutingModel(vocabulary, weights, means, deviations, unknown, prior, blocks, from, version));
    }

    /** Empty where it does not say. */
    public Optional<LearntFrom> learntFrom() {
        return Optional.ofNullable(learntFrom);
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

    /** What is said of difficulty where nothing was learnt. */
    public Prior prior() {
        return prior;
    }

    /**
     * How far what a block says of words is believed, from 0 to 1.
     *
     * @param words the share of the prompt's words that it has seen
     * @param pairs the same of their pairs
     */
    double belief(double words, double pairs) {
        return ramp(words + pairs, STRANGE, FAMILIAR);
    }

    /** How far what a block says of the likely kind of prompt is believed, from 0 to 1. */
    double beliefOfKind(double words) {
        return ramp(words, NO_KIND, SOME_KIND);
    }

    private static double ramp(double value, double from, double to) {
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }

    /** Which task or domain a head of a block stands for, by ordinal or index; -1 for none. */
    int place(int block, int head) {
        return places[block][head];
    }

    /** The first column of a block. */
    int start(int block) {
        return starts[block];
    }

    OptionalInt quality(String head) {
        Integer column = quality.get(head);
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
