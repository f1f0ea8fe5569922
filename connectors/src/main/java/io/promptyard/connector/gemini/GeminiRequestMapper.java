package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SamplingParameters;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch as a {@code generateContent} request. What the API lacks is refused by name where leaving it out would change
 * what the caller gets; hints are left out. The model is in the address, not here. Stateless.
 */
final class GeminiRequestMapper {
    /** Fields of the API's own that OpenAI's has no typed place for: passed on as they are. */
    private static final Set<String> NATIVE = Set.of("safetySettings", "cachedContent", "labels");

    /** The same within {@code generationConfig}. */
    private static final Set<String> NATIVE_CONFIG =
            Set.of("thinkingConfig", "mediaResolution", "enableEnhancedCivicAnswers");

    /** Fields of OpenAI's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options");

    private final GeminiMessagesMapper messages;
    private final GeminiToolsMapper tools = new GeminiToolsMapper();
    private final GeminiEmbeddingsMapper embeddings;

    GeminiRequestMapper(GeminiHost host) {
        this.messages = new GeminiMessagesMapper(host);
        this.embeddings = new GeminiEmbeddingsMapper(host);
    }

    ObjectNode map(Dispatch dispatch) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body -> map(dispatch.target().model().value(), body);
            case PromptContent.EmbeddingBody embedding -> embeddings.map(dispatch, embedding);
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(String model, PromptBody body) throws PromptRejectedException {
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        refuse(sampling, extra);
        ObjectNode json = WireJson.object();
        messages.map(json, body.messages(), GeminiModels.wantsSignatures(model));
        tools.map(json, body);
        ExtraJson.passOn(extra, NATIVE, json);
        ObjectNode config = WireJson.object();
        sampling(config, sampling);
        responseFormat(config, body);
        ExtraJson.passOn(extra, NATIVE_CONFIG, config);
        if (sampling.reasoningEffort() != null && !config.has("thinkingConfig")) {
            ObjectNode thinking = GeminiModels.thinking(model, sampling.reasoningEffort());
            if (thinking != null) {
                config.set("thinkingConfig", thinking);
            }
        }
        if (!config.isEmpty()) {
            json.set("generationConfig", config);
        }
        return json;
    }

    private static void refuse(SamplingParameters sampling, ObjectNode extra) throws PromptRejectedException {
        if (sampling.stop().stream().anyMatch(String::isEmpty)) {
            throw new PromptRejectedException("stop: this provider cannot stop at nothing");
        }
        if (sampling.seed() != null && sampling.seed() != sampling.seed().intValue()) {
            throw new PromptRejectedException("seed: must fit 32 bits for this provider (got " + sampling.seed() + ")");
        }
        ExtraJson.refuse(extra, REFUSED);
    }

    private static void sampling(ObjectNode config, SamplingParameters sampling) {
        put(config, "maxOutputTokens", sampling.outputLimit());
        put(config, "temperature", sampling.temperature());
        put(config, "topP", sampling.topP());
        put(config, "topK", sampling.topK());
        if (sampling.n() != null && sampling.n() > 1) {
            config.put("candidateCount", sampling.n());
        }
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = config.putArray("stopSequences");
            sampling.stop().forEach(stop::add);
        }
        put(config, "seed", sampling.seed() == null ? null : sampling.seed().intValue());
        put(config, "presencePenalty", sampling.presencePenalty());
        put(config, "frequencyPenalty", sampling.frequencyPenalty());
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            config.put("responseLogprobs", true);
            put(config, "logprobs", sampling.topLogprobs());
        }
    }

    private static void put(ObjectNode config, String name, @Nullable Number value) {
        if (value instanceof Integer whole) {
            config.put(name, whole);
        } else if (value instanceof Double decimal) {
            config.put(name, decimal);
        }
    }

    private static void responseFormat(ObjectNode config, PromptBody body) throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        switch (format.path("type").asText("")) {
            case "text" -> {
                // What comes without a word.
            }
            case "json_object" -> config.put("responseMimeType", "application/json");
            case "json_schema" -> {
                config.put("responseMimeType", "application/json");
                if (format.path("json_schema").path("schema") instanceof ObjectNode schema) {
                    config.set("responseJsonSchema", GeminiSchema.ofAnswer(schema));
                }
            }
            default -> throw new PromptRejectedException("response_format.type: is not known to this provider");
        }
    }
}
