package io.promptyard.router.classify.second;

import java.util.List;

/** Whether a text's first words hold "hard", "easy", or neither. Counts how often it was asked, and what it read. */
public final class WordEmbedder implements TextEmbedder {
    public static final String NAME = "words";

    public int asked;
    public int tokens;
    /** Answers what is no number, as the mean of nothing would be. */
    public boolean broken;

    private boolean closed;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimensions() {
        return 3;
    }

    @Override
    public int mostTokens() {
        return 256;
    }

    @Override
    public float[][] embed(List<String> texts, int tokens) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        asked++;
        this.tokens = tokens;
        return texts.stream()
                .map(text -> new float[] {
                    broken ? Float.NaN : text.contains("hard") ? 1 : 0,
                    text.contains("easy") ? 1 : 0,
                    text.contains("hard") || text.contains("easy") ? 0 : 1
                })
                .toArray(float[][]::new);
    }

    @Override
    public void close() {
        closed = true;
    }
}
