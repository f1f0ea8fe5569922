package io.promptyard.connector.bedrock;

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

/**
 * A dispatch as a {@code Converse} request, or an {@code InvokeModel} one for vectors. What the API lacks is refused by name where leaving it out would change what the
 * caller gets; hints are left out. The model is in the address, not here. Stateless.
 */
final class BedrockRequestMapper {
    /** Fields of the API's own that OpenAI's has no typed place for: passed on as they are. */
    private static final Set<String> NATIVE = Set.of(
            "guardrailConfig",
            "performanceConfig",
            "requestMetadata",
            "additionalModelRequestFields",
            "additionalModelResponseFieldPaths");

    /** Fields of OpenAI's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options");

    private final BedrockMessagesMapper messages = new BedrockMessagesMapper();
    private final BedrockToolsMapper tools = new BedrockToolsMapper();
    private final BedrockEmbeddingsMapper embeddings = new BedrockEmbeddingsMapper();

    ObjectNode map(Dispatch dispatch) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body -> map(dispatch.target().model().value(), body);
            case PromptContent.EmbeddingBody embedding ->
                embeddings.map(dispatch.target().model().value(), embedding);
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(String model, PromptBody body) throws PromptRejectedException {
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        boolean claude = model.contains("claude");
        refuse(sampling, claude);
        ExtraJson.refuse(extra, REFUSED);
        responseFormat(body);
        ObjectNode json = WireJson.object();
        messages.map(json, body.messages());
        tools.map(json, body);
        ObjectNode inference = inference(sampling);
        if (!inference.isEmpty()) {
            json.set("inferenceConfig", inference);
        }
        ExtraJson.passOn(extra, NATIVE, json);
        ObjectNode more = json.get("additionalModelRequestFields") instanceof ObjectNode own ? own : WireJson.object();
        WireJson.put(more, "top_k", sampling.topK());
        if (claude && extra.path("thinking").isObject()) {
            more.set("thinking", extra.path("thinking"));
        }
        if (!more.isEmpty()) {
            json.set("additionalModelRequestFields", more);
        }
        return json;
    }

    private static void refuse(SamplingParameters sampling, boolean claude) throws PromptRejectedException {
        if (sampling.n() != null && sampling.n() > 1) {
            throw new PromptRejectedException("n: this provider gives one answer (got " + sampling.n() + ")");
        }
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            throw new PromptRejectedException("logprobs: this provider has none");
        }
        if (sampling.topK() != null && !claude) {
            throw new PromptRejectedException("top_k: say it in additionalModelRequestFields, as this model wants it");
        }
    }

    private static ObjectNode inference(SamplingParameters sampling) {
        ObjectNode inference = WireJson.object();
        WireJson.put(inference, "maxTokens", sampling.outputLimit());
        Double temperature = sampling.temperature();
        WireJson.put(inference, "temperature", temperature == null ? null : (Object) Math.clamp(temperature, 0.0, 1.0));
        WireJson.put(inference, "topP", sampling.topP());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = inference.putArray("stopSequences");
            sampling.stop().forEach(stop::add);
        }
        return inference;
    }

    /** That it be JSON the prompt must ask for anyway; a schema nobody would hold the answer to. */
    private static void responseFormat(PromptBody body) throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        if (!Set.of("text", "json_object").contains(format.path("type").asText(""))) {
            throw new PromptRejectedException("response_format: this provider holds no answer to a schema");
        }
    }
}
