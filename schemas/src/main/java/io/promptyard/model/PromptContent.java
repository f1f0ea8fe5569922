package io.promptyard.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked: in the clear, or sealed for a reader with the key. */
public sealed interface PromptContent {

    /**
     * In the clear. {@code toolChoice} and {@code responseFormat} are JSON text; {@code extra} is the JSON object of
     * every field of the client's request without a typed place.
     */
    record PromptBody(
            List<ChatMessage> messages,
            List<ToolDefinition> tools,
            @Nullable String toolChoice,
            SamplingParameters sampling,
            @Nullable String responseFormat,
            String extra)
            implements PromptContent {
        public PromptBody {
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
            Objects.requireNonNull(sampling, "sampling");
            Objects.requireNonNull(extra, "extra");
        }

        public static PromptBody ofUser(String text) {
            return new PromptBody(
                    List.of(ChatMessage.of(Role.USER, text)), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        }
    }

    /**
     * Vectors are asked for and not an answer. {@code dimensions} null means the model's own, {@code encodingFormat} is
     * OpenAI's word or null; {@code extra} is the JSON object of every field of the client's request without a typed place.
     */
    record EmbeddingBody(
            List<EmbeddingInput> inputs,
            @Nullable Integer dimensions,
            @Nullable String encodingFormat,
            @Nullable String user,
            String extra)
            implements PromptContent {
        public EmbeddingBody {
            inputs = List.copyOf(inputs);
            Objects.requireNonNull(extra, "extra");
        }

        public static EmbeddingBody of(String text) {
            return new EmbeddingBody(List.of(new EmbeddingInput.Text(text)), null, null, null, "{}");
        }
    }

    /** Encrypted; see {@link SealedBody}. */
    record Sealed(SealedBody body) implements PromptContent {
        public Sealed {
            Objects.requireNonNull(body, "body");
        }
    }
}
