package io.promptyard.connector.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.TokenUsage;
import java.util.Set;

/**
 * What providers report beside tokens and bill. {@code hourWrites}: of the tokens written to the cache, those that stay for
 * an hour, in Anthropic's words or Bedrock's. {@code priced}: nothing was reported that a price by tokens leaves out.
 */
record ExtraUsage(long hourWrites, boolean priced) {
    private static final ExtraUsage NONE = new ExtraUsage(0, true);
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Tools on Anthropic's side that cost nothing but their tokens. */
    private static final Set<String> FREE_TOOLS = Set.of("web_fetch_requests");

    private static final Set<String> AUDIO_COUNTS = Set.of(
            "prompt_tokens_details", "completion_tokens_details", "input_tokens_details", "output_tokens_details");
    private static final Set<String> MODALITIES = Set.of(
            "promptTokensDetails", "candidatesTokensDetails", "cacheTokensDetails", "toolUsePromptTokensDetails");

    private static final Set<String> OTHER_TIERS = Set.of("priority", "batch", "flex");

    static ExtraUsage of(TokenUsage usage) {
        if (usage.extra().equals("{}")) {
            return NONE;
        }
        try {
            JsonNode extra = MAPPER.readTree(usage.extra());
            return new ExtraUsage(Math.min(hourWrites(extra), usage.cacheWriteTokens()), priced(extra));
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    private static long hourWrites(JsonNode extra) {
        long tokens =
                extra.path("cache_creation").path("ephemeral_1h_input_tokens").asLong(0);
        for (JsonNode detail : extra.path("cacheDetails")) {
            tokens += detail.path("ttl").asText("").equals("1h")
                    ? detail.path("inputTokens").asLong(0)
                    : 0;
        }
        return Math.max(0, tokens);
    }

    /** Audio has a price of its own wherever it is taken, in OpenAI's words or in Google's, and no list here has it. */
    private static boolean hasAudio(JsonNode extra) {
        return AUDIO_COUNTS.stream()
                        .anyMatch(details ->
                                extra.path(details).path("audio_tokens").asLong(0) > 0)
                || MODALITIES.stream().anyMatch(details -> hasAudioAmong(extra.path(details)));
    }

    private static boolean hasAudioAmong(JsonNode details) {
        for (JsonNode detail : details) {
            if (detail.path("modality").asText("").equals("AUDIO")
                    && detail.path("tokenCount").asLong(0) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Tools on the provider's side, sources that xAI searched, and Anthropic's words for other tariffs than the list's. */
    private static boolean priced(JsonNode extra) {
        boolean tools = extra.path("server_tool_use").properties().stream()
                .anyMatch(each ->
                        !FREE_TOOLS.contains(each.getKey()) && each.getValue().asLong(0) > 0);
        return !tools
                && !hasAudio(extra)
                && extra.path("num_sources_used").asLong(0) == 0
                && !OTHER_TIERS.contains(extra.path("service_tier").asText(""))
                && !extra.path("speed").asText("").equals("fast")
                && !extra.path("inference_geo").asText("").equals("us");
    }
}
