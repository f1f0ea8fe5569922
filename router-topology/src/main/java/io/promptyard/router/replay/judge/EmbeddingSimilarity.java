package io.promptyard.router.replay.judge;

import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.replay.judge.PairScore.Likeness;
import io.promptyard.router.replay.judge.PairScore.Scored;
import java.util.List;
import java.util.Objects;

/**
 * The cosine of an answer's embedding and the expected answer's, 0 where it is negative; a difference of 0.02 is a tie. Without
 * an expected answer, how near the candidate's answer is to the recorded one. Does not close the embedder.
 */
public final class EmbeddingSimilarity implements RuleScorer {
    private static final double TOLERANCE = 0.02;

    private final TextEmbedder embedder;

    public EmbeddingSimilarity(TextEmbedder embedder) {
        this.embedder = Objects.requireNonNull(embedder, "embedder");
    }

    @Override
    public String name() {
        return "similarity:" + embedder.name();
    }

    @Override
    public PairScore score(AnswerPair pair) {
        String reference = pair.reference();
        if (reference == null) {
            float[][] vectors = embed(List.of(pair.recorded(), pair.candidate()));
            return new Likeness(likeness(vectors[0], vectors[1]));
        }
        float[][] vectors = embed(List.of(pair.recorded(), pair.candidate(), reference));
        return Scored.of(likeness(vectors[0], vectors[2]), likeness(vectors[1], vectors[2]), TOLERANCE);
    }

    private float[][] embed(List<String> texts) {
        return embedder.embed(texts, embedder.mostTokens());
    }

    private static double likeness(float[] one, float[] other) {
        return Math.clamp(TextEmbedder.cosine(one, other), 0.0, 1.0);
    }
}
