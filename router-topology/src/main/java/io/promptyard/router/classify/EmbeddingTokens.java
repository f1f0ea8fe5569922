package io.promptyard.router.classify;

import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent.EmbeddingBody;
import java.nio.charset.StandardCharsets;

/**
 * Tokens of texts that are to be embedded. Nobody reads these texts here, and a batch may have megabytes of them, so that four
 * bytes count as a token; tokens count as what they are. Pure.
 */
final class EmbeddingTokens {
    private static final int BYTES_PER_TOKEN = 4;

    private EmbeddingTokens() {}

    static int estimate(EmbeddingBody body) {
        long tokens = 0;
        for (EmbeddingInput input : body.inputs()) {
            tokens += switch (input) {
                case EmbeddingInput.Text text ->
                    Math.ceilDiv(text.text().getBytes(StandardCharsets.UTF_8).length, BYTES_PER_TOKEN);
                case EmbeddingInput.Tokens given -> given.tokens().size();
            };
        }
        return (int) Math.min(Integer.MAX_VALUE, tokens);
    }
}
