package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.LeftOut;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.RequestWriter;
import io.promptyard.connector.http.Unsupported;
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
final class GeminiRequestMapper implements RequestWriter {
    /** Fields of the API's own that OpenAI's has no typed place for: passed on as they are. */
    private static final Set<String> NATIVE = Set.of("safetySettings", "cachedContent", "labels");

    /** The same within {@code generationConfig}. */
    private static final Set<String> NATIVE_CONFIG =
            Set.of("thinkingConfig", "mediaResolution", "enableEnhancedCivicAnswers");

    /** Fields of OpenAI's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options");

    private static final String THINKING = "thinkingConfig";

    private static final LeftOut LEFT_OUT = LeftOut.hints(
                    LeftOut.USER, LeftOut.NAME, LeftOut.DETAIL, LeftOut.CACHE, LeftOut.STRICT)
            .but(NATIVE)
            .but(NATIVE_CONFIG)
            .but(REFUSED)
            .but("modalities");

    private final GeminiMessagesMapper messages;
    private final GeminiToolsMapper tools = new GeminiToolsMapper();
    private final GeminiEmbeddingsMapper embeddings;

    GeminiRequestMapper(GeminiHost host) {
        this.messages = new GeminiMessagesMapper(host);
        this.embeddings = new GeminiEmbeddingsMapper(host);
    }

    @Override
    public ObjectNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body -> map(dispatch.target().model().value(), body, unsupported);
            case PromptContent.EmbeddingBody embedding -> embeddings.map(dispatch, embedding);
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(String model, PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        refuse(sampling, extra, unsupported);
        ObjectNode json = WireJson.object();
        messages.map(json, body.messages(), GeminiModels.wantsSignatures(model));
        tools.map(json, body, unsupported);
        LEFT_OUT.tell(body, extra, unsupported);
        ExtraJson.passOn(extra, NATIVE, json);
        ObjectNode config = WireJson.object();
        sampling(config, sampling);
        responseFormat(config, body);
        ExtraJson.passOn(extra, NATIVE_CONFIG, config);
        if (sampling.reasoningEffort() != null) {
            ObjectNode thinking =
                    config.has(THINKING) ? null : GeminiModels.thinking(model, sampling.reasoningEffort());
            unsupported.leaveOut("reasoning_effort", thinking == null);
            if (thinking != null) {
                config.set(THINKING, thinking);
            }
        }
        if (!config.isEmpty()) {
            json.set("generationConfig", config);
        }
        return json;
    }

    private static void refuse(SamplingParameters sampling, ObjectNode extra, Unsupported unsupported)
            throws PromptRejectedException {
        if (sampling.stop().stream().anyMatch(String::isEmpty)) {
            unsupported.refuse("stop", "this provider cannot stop at nothing");
        }
        if (sampling.seed() != null && !fits(sampling.seed())) {
            unsupported.refuse("seed", "must fit 32 bits for this provider (got " + sampling.seed() + ")");
        }
        ExtraJson.refuse(extra, REFUSED, unsupported);
    }

    private static void sampling(ObjectNode config, SamplingParameters sampling) {
        put(config, "maxOutputTokens", sampling.outputLimit());
        put(config, "temperature", sampling.temperature());
        put(config, "topP", sampling.topP());
        put(config, "topK", sampling.topK());
        if (sampling.n() != null && sampling.n() > 1) {
            config.put("candidateCount", sampling.n());
        }
        List<String> stops =
                sampling.stop().stream().filter(stop -> !stop.isEmpty()).toList();
        if (!stops.isEmpty()) {
            stops.forEach(config.putArray("stopSequences")::add);
        }
        put(
                config,
                "seed",
                sampling.seed() == null || !fits(sampling.seed())
                        ? null
                        : sampling.seed().intValue());
        put(config, "presencePenalty", sampling.presencePenalty());
        put(config, "frequencyPenalty", sampling.frequencyPenalty());
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            config.put("responseLogprobs", true);
            put(config, "logprobs", sampling.topLogprobs());
        }
    }

    private static boolean fits(long seed) {
        return seed == (int) seed;
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
