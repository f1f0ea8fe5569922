package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/**
 * A dispatch as an {@code /api/chat} request. What the API lacks is refused by name where leaving it out would change what the
 * caller gets; hints are left out. Stateless.
 */
final class OllamaRequestMapper implements RequestWriter {
    /** Fields of the API's own that OpenAI's has no typed place for: passed on as they are. */
    private static final Set<String> NATIVE = Set.of("think", "keep_alive", "truncate", "shift");

    /** Fields of OpenAI's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options");

    private static final LeftOut LEFT_OUT = LeftOut.hints(
                    LeftOut.USER, LeftOut.NAME, LeftOut.DETAIL, LeftOut.CACHE, LeftOut.STRICT)
            .but(NATIVE)
            .but(REFUSED)
            .but("modalities", "options");

    private final OllamaMessagesMapper messages = new OllamaMessagesMapper();
    private final OllamaToolsMapper tools = new OllamaToolsMapper();

    private final OllamaEmbeddingsMapper embeddings = new OllamaEmbeddingsMapper();

    @Override
    public ObjectNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body ->
                map(dispatch.target().model().value(), body, dispatch.request().stream(), unsupported);
            case PromptContent.EmbeddingBody embedding -> embeddings.map(dispatch, embedding);
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(String model, PromptBody body, boolean stream, Unsupported unsupported)
            throws PromptRejectedException {
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        ExtraJson.refuse(extra, REFUSED, unsupported);
        if (sampling.n() != null && sampling.n() > 1) {
            unsupported.refuse("n", "this provider gives one answer (got " + sampling.n() + ")");
        }
        LEFT_OUT.tell(body, extra, unsupported);
        ObjectNode json = WireJson.object().put("model", model);
        json.set("messages", messages.map(body.messages()));
        tools.map(json, body, unsupported);
        format(json, body);
        ObjectNode options = options(sampling);
        if (extra.get("options") instanceof ObjectNode own) {
            WireJson.merge(options, own);
        }
        if (!options.isEmpty()) {
            json.set("options", options);
        }
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            WireJson.put(json.put("logprobs", true), "top_logprobs", sampling.topLogprobs());
        }
        if (sampling.reasoningEffort() != null) {
            think(json, model, sampling.reasoningEffort(), unsupported);
        }
        // By itself it cuts a prompt that is too long and says nothing: that would not be what was asked.
        json.put("truncate", false).put("shift", false);
        ExtraJson.passOn(extra, NATIVE, json);
        return json.put("stream", stream);
    }

    private static ObjectNode options(SamplingParameters sampling) {
        ObjectNode options = WireJson.object();
        WireJson.put(options, "num_predict", sampling.outputLimit());
        WireJson.put(options, "temperature", sampling.temperature());
        WireJson.put(options, "top_p", sampling.topP());
        WireJson.put(options, "top_k", sampling.topK());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = options.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
        WireJson.put(options, "seed", sampling.seed());
        WireJson.put(options, "presence_penalty", sampling.presencePenalty());
        WireJson.put(options, "frequency_penalty", sampling.frequencyPenalty());
        return options;
    }

    /** Models that think do so unless told not to; only gpt-oss takes a level, and a model that cannot refuses to be told. */
    private static void think(ObjectNode json, String model, String effort, Unsupported unsupported)
            throws PromptRejectedException {
        String level = switch (effort) {
            case "none" -> "none";
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            case "high", "xhigh", "max" -> "high";
            default ->
                throw new PromptRejectedException(
                        "reasoning_effort: must be none, minimal, low, medium, high, xhigh or max");
        };
        if (level.equals("none")) {
            json.put("think", false);
        } else if (model.contains("gpt-oss")) {
            json.put("think", level);
        } else {
            unsupported.leaveOut("reasoning_effort");
        }
    }

    private static void format(ObjectNode json, PromptBody body) throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        JsonNode schema = format.path("json_schema").path("schema");
        switch (format.path("type").asText("")) {
            case "text" -> {
                // What comes without a word.
            }
            case "json_object" -> json.put("format", "json");
            case "json_schema" -> {
                if (schema.isObject()) {
                    json.set("format", schema);
                } else {
                    json.put("format", "json");
                }
            }
            default -> throw new PromptRejectedException("response_format.type: is not known to this provider");
        }
    }
}
