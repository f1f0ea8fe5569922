package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingRequests;
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
import java.util.regex.Pattern;

/**
 * A dispatch as a request for a response. What the API lacks is refused by name where leaving it out would change what the
 * caller gets; hints are left out. Stateless.
 */
final class ResponsesRequestMapper implements RequestWriter {
    /** Fields of the API's own, or of both: passed on as they are. */
    private static final Set<String> NATIVE = Set.of(
            "store",
            "metadata",
            "service_tier",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "truncation",
            "previous_response_id",
            "conversation",
            "max_tool_calls",
            "prompt");

    /** Fields of chat's that change what comes back and have no counterpart. */
    private static final List<String> REFUSED =
            List.of("logit_bias", "functions", "function_call", "audio", "web_search_options", "prediction");

    /** Others refuse to be asked for what they thought. */
    private static final Pattern THINKS = Pattern.compile("(o\\d|gpt-[5-9]|gpt-oss|codex).*");

    private static final int LEAST_OUTPUT = 16;
    private static final String INCLUDE = "include";

    private static final LeftOut LEFT_OUT = LeftOut.hints(
                    LeftOut.SEED, LeftOut.PRESENCE_PENALTY, LeftOut.FREQUENCY_PENALTY, LeftOut.NAME, LeftOut.CACHE)
            .but(NATIVE)
            .but(REFUSED)
            .but("modalities", "reasoning", "verbosity", INCLUDE);

    private final ResponsesMessagesMapper messages = new ResponsesMessagesMapper();
    private final ResponsesToolsMapper tools = new ResponsesToolsMapper();

    @Override
    public ObjectNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body ->
                map(dispatch.target().model().value(), body, dispatch.request().stream(), unsupported);
            case PromptContent.EmbeddingBody embedding -> throw EmbeddingRequests.none("responses");
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
        LEFT_OUT.tell(body, extra, unsupported);
        ObjectNode json = WireJson.object().put("model", model);
        json.set("input", messages.map(body.messages()));
        tools.map(json, body);
        text(json, body, extra);
        WireJson.put(json, "max_output_tokens", sampling.outputLimit());
        WireJson.put(json, "temperature", sampling.temperature());
        WireJson.put(json, "top_p", sampling.topP());
        reasoning(json, sampling, extra);
        include(json, model, sampling, extra);
        WireJson.put(json, "user", sampling.user());
        // By itself the service keeps every response for 30 days; chat keeps none.
        json.put("store", false);
        ExtraJson.passOn(extra, NATIVE, json);
        if (stream) {
            json.put("stream", true).putObject("stream_options").put("include_obfuscation", false);
        }
        return json;
    }

    private static void refuse(SamplingParameters sampling, Unsupported unsupported) throws PromptRejectedException {
        if (!sampling.stop().isEmpty()) {
            unsupported.refuse("stop", "this provider has none");
        }
        if (sampling.n() != null && sampling.n() > 1) {
            unsupported.refuse("n", "this provider gives one answer (got " + sampling.n() + ")");
        }
        if (sampling.topK() != null) {
            unsupported.refuse("top_k", "this provider has none");
        }
        Integer most = sampling.outputLimit();
        if (most != null && most < LEAST_OUTPUT) {
            throw new PromptRejectedException(
                    "max_completion_tokens: must be at least 16 for this provider (got " + most + ")");
        }
    }

    private static void reasoning(ObjectNode json, SamplingParameters sampling, ObjectNode extra) {
        ObjectNode reasoning = WireJson.object();
        WireJson.put(reasoning, "effort", sampling.reasoningEffort());
        if (extra.get("reasoning") instanceof ObjectNode own) {
            WireJson.merge(reasoning, own);
        }
        if (!reasoning.isEmpty()) {
            json.set("reasoning", reasoning);
        }
    }

    /** Nothing is stored over there, so what a model thought must come along for it to have it again. */
    private static void include(ObjectNode json, String model, SamplingParameters sampling, ObjectNode extra) {
        ArrayNode include = WireJson.object().putArray(INCLUDE);
        extra.path(INCLUDE).forEach(include::add);
        if (Boolean.TRUE.equals(sampling.logprobs())) {
            WireJson.put(json, "top_logprobs", sampling.topLogprobs());
            add(include, "message.output_text.logprobs");
        }
        if (THINKS.matcher(model).matches()) {
            add(include, "reasoning.encrypted_content");
        }
        if (!include.isEmpty()) {
            json.set(INCLUDE, include);
        }
    }

    private static void add(ArrayNode include, String what) {
        for (JsonNode there : include) {
            if (what.equals(there.textValue())) {
                return;
            }
        }
        include.add(what);
    }

    private static void text(ObjectNode json, PromptBody body, ObjectNode extra) throws PromptRejectedException {
        ObjectNode text = WireJson.object();
        if (body.responseFormat() != null) {
            JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
            ObjectNode theirs =
                    text.putObject("format").put("type", format.path("type").asText(""));
            if (format.path("json_schema") instanceof ObjectNode schema) {
                theirs.setAll(schema);
            }
        }
        if (extra.hasNonNull("verbosity")) {
            text.set("verbosity", extra.get("verbosity"));
        }
        if (!text.isEmpty()) {
            json.set("text", text);
        }
    }
}
