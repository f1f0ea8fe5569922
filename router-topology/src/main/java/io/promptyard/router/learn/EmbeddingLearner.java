package io.promptyard.router.learn;

import io.promptyard.router.classify.second.EmbeddingHeads;
import io.promptyard.router.classify.second.EmbeddingHeads.Head;
import io.promptyard.router.classify.second.TextEmbedder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Learns {@link EmbeddingHeads} from prompts with known outcomes. Deterministic for one order of rows. */
public final class EmbeddingLearner {
    /** Vectors have length 1, and a few thousand of them. */
    private static final double LAMBDA = 2;
    /** A model with fewer outcomes gets no head: the first tier borrows for it better. */
    private static final int FEWEST = 100;

    private final double lambda;

    public EmbeddingLearner() {
        this(LAMBDA);
    }

    EmbeddingLearner(double lambda) {
        this.lambda = lambda;
    }

    /** @param tokens read of each prompt, {@link TextEmbedder#embed} */
    public EmbeddingHeads learn(List<LabelledPrompt> rows, TextEmbedder embedder, int tokens) {
        List<LabelledPrompt> scored =
                rows.stream().filter(row -> !row.scores().isEmpty()).toList();
        float[][] vectors =
                embedder.embed(scored.stream().map(LabelledPrompt::text).toList(), tokens);
        return learn(scored, List.of(vectors), embedder.name());
    }

    /**
     * @param vectors of the rows, in their order
     * @param embedder the name of what made them
     * @throws NothingToLearnException when no model has enough outcomes
     */
    public EmbeddingHeads learn(List<LabelledPrompt> rows, List<float[]> vectors, String embedder) {
        Map<String, BitSet> known = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            for (String model : rows.get(row).scores().keySet()) {
                known.computeIfAbsent(model, name -> new BitSet()).set(row);
            }
        }
        known.values().removeIf(which -> which.cardinality() < FEWEST);
        if (known.isEmpty()) {
            throw new NothingToLearnException("no model has " + FEWEST + " outcomes");
        }
        Map<BitSet, DenseRidge> shared = new HashMap<>();
        Map<String, Head> heads = new TreeMap<>();
        known.forEach((model, which) -> heads.put(
                model,
                head(
                        shared.computeIfAbsent(which, rowsOf -> ridge(rows, vectors, rowsOf)),
                        which.stream()
                                .mapToDouble(row -> rows.get(row).scores().getOrDefault(model, 0.0))
                                .toArray())));
        return new EmbeddingHeads(embedder, vectors.get(0).length, heads);
    }

    private DenseRidge ridge(List<LabelledPrompt> rows, List<float[]> vectors, BitSet which) {
        List<float[]> taken = new ArrayList<>();
        which.stream().forEach(row -> taken.add(vectors.get(row)));
        double[] weights =
                which.stream().mapToDouble(row -> rows.get(row).weight()).toArray();
        return new DenseRidge(taken, weights, lambda);
    }

    private static Head head(DenseRidge ridge, double[] targets) {
        double[] solution = ridge.solve(targets);
        float[] weights = new float[solution.length - 1];
        for (int at = 0; at < weights.length; at++) {
            weights[at] = (float) solution[at + 1];
        }
        return new Head((float) solution[0], weights);
    }
}
