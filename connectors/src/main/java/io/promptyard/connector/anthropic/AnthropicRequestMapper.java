package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingRequests;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SamplingParameters;
import java.util.List;
import java.util.Set;

/**
 * A dispatch as a Messages request. What the API lacks is refused by name where leaving it out would change what the
 * caller gets (several choices, log probabilities, audio); hints are left out. Stateless.
 */
final class AnthropicRequestMapper {
    /** Fields of the API's own that OpenAI's has no typed place for: passed on as they are. */
    private static final Set<String> NATIVE = Set.of(
            "thinking",
            "output_config",
            "container",
            "context_management",
            "mcp_servers",
            "inference_geo",
            "cache_control");

    /** Fields of OpenAI's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options");

    private final AnthropicMessagesMapper messages = new AnthropicMessagesMapper();
    private final AnthropicToolsMapper tools = new AnthropicToolsMapper();

    ObjectNode map(Dispatch dispatch) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body -> map(dispatch, dispatch.target().model().value(), body);
            case PromptContent.EmbeddingBody embedding -> throw EmbeddingRequests.none("anthropic");
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(Dispatch dispatch, String model, PromptBody body) throws PromptRejectedException {
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        refuse(sampling, extra);
        Integer limit = sampling.outputLimit();
        ObjectNode json = WireJson.object()
                .put("model", model)
                .put("max_tokens", limit == null ? defaultLimit(dispatch, model) : limit);
        messages.map(json, body.messages());
        tools.map(json, body);
        sampling(json, sampling, extra);
        metadata(json, sampling, extra);
        responseFormat(json, body);
        ObjectNode passed = WireJson.object();
        extra.properties().stream()
                .filter(field -> NATIVE.contains(field.getKey()))
                .forEach(field -> passed.set(field.getKey(), field.getValue()));
        WireJson.merge(json, passed);
        if (dispatch.request().stream()) {
            json.put("stream", true);
        }
        return json;
    }

    private static int defaultLimit(Dispatch dispatch, String model) {
        return AnthropicModels.maxTokens(
                model, dispatch.prompt().classification().promptTokens());
    }

    private static void refuse(SamplingParameters sampling, ObjectNode extra) throws PromptRejectedException {
        if (sampling.n() != null && sampling.n() > 1) {
            throw new PromptRejectedException("n: this provider gives one choice only (got " + sampling.n() + ")");
        }
        if (Boolean.TRUE.equals(sampling.logprobs()) || sampling.topLogprobs() != null) {
            throw new PromptRejectedException("logprobs: this provider has none");
        }
        if (sampling.stop().stream().anyMatch(String::isBlank)) {
            throw new PromptRejectedException("stop: this provider cannot stop at white space alone");
        }
        for (String name : REFUSED) {
            if (!extra.path(name).isEmpty() || extra.path(name).isTextual()) {
                throw new PromptRejectedException(name + ": this provider has none");
            }
        }
        for (JsonNode modality : extra.path("modalities")) {
            if (!"text".equals(modality.textValue())) {
                throw new PromptRejectedException("modalities: this provider answers in text only");
            }
        }
    }

    /** Temperature ends at 1 here. With extended thinking the API permits none, and never both it and top_p. */
    private static void sampling(ObjectNode json, SamplingParameters sampling, ObjectNode extra) {
        String thinking = extra.path("thinking").path("type").asText("disabled");
        boolean thinks = !thinking.equals("disabled");
        if (sampling.temperature() != null && !thinks) {
            json.put("temperature", Math.min(1.0, Math.max(0.0, sampling.temperature())));
        } else if (sampling.topP() != null && !thinks) {
            json.put("top_p", sampling.topP());
        }
        if (sampling.topK() != null && !thinks) {
            json.put("top_k", sampling.topK());
        }
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = json.putArray("stop_sequences");
            sampling.stop().forEach(stop::add);
        }
    }

    private static void metadata(ObjectNode json, SamplingParameters sampling, ObjectNode extra) {
        String user = sampling.user();
        if (user == null) {
            user = extra.path("metadata").path("user_id").textValue();
        }
        if (user == null) {
            user = extra.path("safety_identifier").textValue();
        }
        if (user != null) {
            json.putObject("metadata").put("user_id", user);
        }
    }

    /** A schema is kept; {@code json_object} has no counterpart, and the prompt must ask for JSON anyway. */
    private static void responseFormat(ObjectNode json, PromptBody body) throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        JsonNode schema = format.path("json_schema").path("schema");
        if ("json_schema".equals(format.path("type").textValue()) && schema.isObject()) {
            ObjectNode wanted = json.putObject("output_config").putObject("format");
            wanted.put("type", "json_schema").set("schema", schema);
        }
    }
}
