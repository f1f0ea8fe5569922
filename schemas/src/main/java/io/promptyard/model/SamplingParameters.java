package io.promptyard.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the answer is to be sampled; null means the provider's default. Names as in the OpenAI chat format. */
public record SamplingParameters(
        @Nullable Integer maxTokens,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Integer n,
        List<String> stop,
        @Nullable Long seed,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Boolean logprobs,
        @Nullable Integer topLogprobs,
        @Nullable Boolean parallelToolCalls,
        @Nullable String reasoningEffort,
        @Nullable String user) {

    /** Nothing asked for. */
    public static final SamplingParameters DEFAULTS = new SamplingParameters(
            null, null, null, null, null, null, List.of(), null, null, null, null, null, null, null, null);

    public SamplingParameters {
        stop = List.copyOf(stop);
    }

    public static SamplingParameters withMaxTokens(int maxTokens) {
        return new SamplingParameters(
                maxTokens, null, null, null, null, null, List.of(), null, null, null, null, null, null, null, null);
    }

    /** The limit of output tokens under either of its names; null when neither is given. */
    public @Nullable Integer outputLimit() {
        return maxCompletionTokens != null ? maxCompletionTokens : maxTokens;
    }
}
