package io.promptyard.connector.cohere;

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
import org.jspecify.annotations.Nullable;

/**
 * A dispatch as a {@code /v2/chat} request. What the API lacks is refused by name where leaving it out would change what the
 * caller gets; hints are left out. Stateless.
 */
final class CohereRequestMapper implements RequestWriter {
    /** Fields of the API's own that OpenAI's has no typed place for: passed on as they are. */
    private static final Set<String> NATIVE =
            Set.of("documents", "citation_options", "safety_mode", "thinking", "strict_tools", "priority");

    /** Fields of OpenAI's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options");

    private static final LeftOut LEFT_OUT = LeftOut.hints(LeftOut.USER, LeftOut.NAME, LeftOut.CACHE)
            .but(NATIVE)
            .but(REFUSED)
            .but("modalities");

    private static final int MOST_K = 500;
    private static final double LEAST_P = 0.01;
    private static final double MOST_P = 0.99;

    private final CohereMessagesMapper messages = new CohereMessagesMapper();
    private final CohereToolsMapper tools = new CohereToolsMapper();

    private final CohereEmbeddingsMapper embeddings = new CohereEmbeddingsMapper();

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
        refuse(sampling, unsupported);
        ExtraJson.refuse(extra, REFUSED, unsupported);
        // Other models refuse to be told of thoughts at all.
        boolean thinks = model.contains("reasoning");
        ObjectNode json = WireJson.object().put("model", model);
        json.set("messages", messages.map(body.messages(), thinks));
        tools.map(json, body, unsupported);
        LEFT_OUT.tell(body, extra, unsupported);
        responseFormat(json, body, unsupported);
        sampling(json, sampling);
        if (thinks && sampling.reasoningEffort() != null) {
            json.set("thinking", thinking(sampling.reasoningEffort()));
        } else {
            unsupported.leaveOut("reasoning_effort", sampling.reasoningEffort() != null);
        }
        if (extra.path("thinking").has("budget_tokens")) {
            // Anthropic's field of the same name.
            extra.remove("thinking");
            unsupported.leaveOut("thinking");
        }
        ExtraJson.passOn(extra, NATIVE, json);
        return json.put("stream", stream);
    }

    private static void refuse(SamplingParameters sampling, Unsupported unsupported) throws PromptRejectedException {
        if (sampling.n() != null && sampling.n() > 1) {
            unsupported.refuse("n", "this provider gives one answer (got " + sampling.n() + ")");
        }
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            unsupported.refuse("logprobs", "this provider has none for each token");
        }
        if (sampling.seed() != null && sampling.seed() < 0) {
            unsupported.refuse("seed", "must not be negative for this provider (got " + sampling.seed() + ")");
        }
    }

    private static void sampling(ObjectNode json, SamplingParameters sampling) {
        WireJson.put(json, "max_tokens", sampling.outputLimit());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = json.putArray("stop_sequences");
            sampling.stop().forEach(stop::add);
        }
        WireJson.put(json, "temperature", within(0, sampling.temperature(), 1));
        WireJson.put(json, "p", within(LEAST_P, sampling.topP(), MOST_P));
        WireJson.put(json, "k", sampling.topK() == null ? null : Math.min(sampling.topK(), MOST_K));
        WireJson.put(json, "seed", sampling.seed() == null || sampling.seed() < 0 ? null : sampling.seed());
        WireJson.put(json, "frequency_penalty", within(0, sampling.frequencyPenalty(), 1));
        WireJson.put(json, "presence_penalty", within(0, sampling.presencePenalty(), 1));
    }

    /** Their ranges are narrower than OpenAI's. */
    private static @Nullable Double within(double least, @Nullable Double value, double most) {
        return value == null ? null : Double.valueOf(Math.clamp(value, least, most));
    }

    private static ObjectNode thinking(String effort) throws PromptRejectedException {
        ObjectNode thinking = WireJson.object();
        return switch (effort) {
            case "none" -> thinking.put("type", "disabled");
            case "minimal", "low" -> thinking.put("type", "enabled").put("token_budget", 1_024);
            case "medium" -> thinking.put("type", "enabled").put("token_budget", 8_192);
            case "high", "xhigh", "max" -> thinking.put("type", "enabled");
            default ->
                throw new PromptRejectedException(
                        "reasoning_effort: must be none, minimal, low, medium, high, xhigh or max");
        };
    }

    private static void responseFormat(ObjectNode json, PromptBody body, Unsupported unsupported)
            throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        String type = format.path("type").asText("");
        if (type.equals("json_object") || type.equals("json_schema")) {
            if (!body.tools().isEmpty()) {
                unsupported.refuse("response_format", "does not go with tools for this provider");
                return;
            }
            ObjectNode theirs = json.putObject("response_format").put("type", "json_object");
            if (format.path("json_schema").path("schema") instanceof ObjectNode schema) {
                theirs.set("json_schema", schema);
            }
        } else if (!type.equals("text")) {
            throw new PromptRejectedException("response_format.type: is not known to this provider");
        }
    }
}
