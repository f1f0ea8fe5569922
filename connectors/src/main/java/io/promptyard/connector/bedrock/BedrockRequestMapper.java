package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.anthropic.ClaudeThinking;
import io.promptyard.connector.anthropic.OpenTurn;
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
 * A dispatch as a {@code Converse} request, or an {@code InvokeModel} one for vectors. What the API lacks is refused by name where leaving it out would change what the
 * caller gets; hints are left out. The model is in the address, not here. Stateless.
 */
final class BedrockRequestMapper implements RequestWriter {
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

    private static final String RESPONSE_FORMAT = "response_format";

    private static final LeftOut LEFT_OUT = LeftOut.hints(
                    LeftOut.SEED,
                    LeftOut.PRESENCE_PENALTY,
                    LeftOut.FREQUENCY_PENALTY,
                    LeftOut.USER,
                    LeftOut.NAME,
                    LeftOut.DETAIL,
                    LeftOut.STRICT)
            .but(NATIVE)
            .but(REFUSED)
            .but("modalities", "thinking");

    private final BedrockMessagesMapper messages = new BedrockMessagesMapper();
    private final BedrockToolsMapper tools = new BedrockToolsMapper();
    private final BedrockEmbeddingsMapper embeddings = new BedrockEmbeddingsMapper();

    @Override
    public ObjectNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body -> map(dispatch.target().model().value(), body, unsupported);
            case PromptContent.EmbeddingBody embedding ->
                embeddings.map(dispatch.target().model().value(), embedding);
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(String model, PromptBody asked, Unsupported unsupported) throws PromptRejectedException {
        PromptBody body = OpenTurn.taken(asked, ClaudeThinking.of(model), unsupported);
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        boolean claude = model.contains("claude");
        refuse(sampling, claude, unsupported);
        ExtraJson.refuse(extra, REFUSED, unsupported);
        LEFT_OUT.tell(body, extra, unsupported);
        unsupported.leaveOut("thinking", !claude && extra.path("thinking").isObject());
        responseFormat(body, unsupported);
        ObjectNode json = WireJson.object();
        messages.map(json, body.messages());
        tools.map(json, body, unsupported);
        ObjectNode more = extra.get("additionalModelRequestFields") instanceof ObjectNode own ? own : WireJson.object();
        if (claude && extra.path("thinking").isObject()) {
            more.set("thinking", extra.path("thinking"));
        }
        boolean unsampled = BedrockThinking.add(more, model, body, unsupported);
        WireJson.put(more, "top_k", claude && !unsampled ? sampling.topK() : null);
        ObjectNode inference = inference(sampling, unsampled, unsupported);
        if (!inference.isEmpty()) {
            json.set("inferenceConfig", inference);
        }
        ExtraJson.passOn(extra, NATIVE, json);
        if (!more.isEmpty()) {
            json.set("additionalModelRequestFields", more);
        }
        return json;
    }

    private static void refuse(SamplingParameters sampling, boolean claude, Unsupported unsupported)
            throws PromptRejectedException {
        if (sampling.n() != null && sampling.n() > 1) {
            unsupported.refuse("n", "this provider gives one answer (got " + sampling.n() + ")");
        }
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            unsupported.refuse("logprobs", "this provider has none");
        }
        if (sampling.topK() != null && !claude) {
            unsupported.refuse("top_k", "say it in additionalModelRequestFields, as this model wants it");
        }
    }

    /** @param unsampled whether the model takes none of temperature, top_p and top_k */
    private static ObjectNode inference(SamplingParameters sampling, boolean unsampled, Unsupported unsupported) {
        ObjectNode inference = WireJson.object();
        WireJson.put(inference, "maxTokens", sampling.outputLimit());
        Double temperature = sampling.temperature();
        if (unsampled) {
            unsupported.leaveOut("temperature", temperature != null);
            unsupported.leaveOut("top_p", sampling.topP() != null);
            unsupported.leaveOut("top_k", sampling.topK() != null);
        } else {
            Object clamped = temperature == null ? null : (Object) Math.clamp(temperature, 0.0, 1.0);
            WireJson.put(inference, "temperature", clamped);
            WireJson.put(inference, "topP", sampling.topP());
        }
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = inference.putArray("stopSequences");
            sampling.stop().forEach(stop::add);
        }
        return inference;
    }

    /** That it be JSON the prompt must ask for anyway; a schema nobody would hold the answer to. */
    private static void responseFormat(PromptBody body, Unsupported unsupported) throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        switch (format.path("type").asText("")) {
            case "text" -> {
                // What comes without a word.
            }
            case "json_object" -> unsupported.leaveOut(RESPONSE_FORMAT);
            default -> unsupported.refuse(RESPONSE_FORMAT, "this provider holds no answer to a schema");
        }
    }
}
