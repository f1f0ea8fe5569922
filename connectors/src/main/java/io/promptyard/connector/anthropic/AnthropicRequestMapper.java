package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * A dispatch as a Messages request. What the API lacks is refused by name where leaving it out would change what the
 * caller gets (several choices, log probabilities, audio); hints are left out. Stateless.
 */
final class AnthropicRequestMapper implements RequestWriter {
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

    private static final LeftOut LEFT_OUT = LeftOut.hints(
                    LeftOut.SEED,
                    LeftOut.PRESENCE_PENALTY,
                    LeftOut.FREQUENCY_PENALTY,
                    LeftOut.NAME,
                    LeftOut.DETAIL,
                    LeftOut.STRICT)
            .but(NATIVE)
            .but(REFUSED)
            .but("modalities", "metadata", "safety_identifier");

    private final AnthropicMessagesMapper messages = new AnthropicMessagesMapper();
    private final AnthropicToolsMapper tools = new AnthropicToolsMapper();

    @Override
    public ObjectNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body -> map(dispatch, dispatch.target().model().value(), body, unsupported);
            case PromptContent.EmbeddingBody embedding -> throw EmbeddingRequests.none("anthropic");
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode map(Dispatch dispatch, String model, PromptBody asked, Unsupported unsupported)
            throws PromptRejectedException {
        ClaudeThinking claude = ClaudeThinking.of(model);
        PromptBody body = OpenTurn.taken(asked, claude, unsupported);
        SamplingParameters sampling = body.sampling();
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        refuse(sampling, extra, unsupported);
        Integer limit = sampling.outputLimit();
        ObjectNode json = WireJson.object()
                .put("model", model)
                .put("max_tokens", limit == null ? defaultLimit(dispatch, model) : limit);
        messages.map(json, body.messages());
        tools.map(json, body, unsupported);
        LEFT_OUT.tell(body, extra, unsupported);
        ClaudeThinking.Plan plan =
                plan(claude, body, extra, json.path("max_tokens").intValue(), unsupported);
        sampling(json, sampling, thinks(plan, extra), claude.refusesSampling(), unsupported);
        metadata(json, sampling, extra, unsupported);
        responseFormat(json, body, unsupported);
        if (plan.thinking() != null) {
            json.set("thinking", plan.thinking());
        }
        if (plan.effort() != null) {
            json.withObjectProperty("output_config").put("effort", plan.effort());
        }
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

    private static void refuse(SamplingParameters sampling, ObjectNode extra, Unsupported unsupported)
            throws PromptRejectedException {
        if (sampling.n() != null && sampling.n() > 1) {
            unsupported.refuse("n", "this provider gives one choice only (got " + sampling.n() + ")");
        }
        if (Boolean.TRUE.equals(sampling.logprobs()) || sampling.topLogprobs() != null) {
            unsupported.refuse("logprobs", "this provider has none");
        }
        if (sampling.stop().stream().anyMatch(String::isBlank)) {
            unsupported.refuse("stop", "this provider cannot stop at white space alone");
        }
        ExtraJson.refuse(extra, REFUSED, unsupported);
    }

    /** What the client says of thinking in the API's own words goes before what it says in OpenAI's. */
    private static ClaudeThinking.Plan plan(
            ClaudeThinking claude, PromptBody body, ObjectNode extra, int limit, Unsupported unsupported)
            throws PromptRejectedException {
        String effort = body.sampling().reasoningEffort();
        if (effort == null) {
            return ClaudeThinking.Plan.NOTHING;
        }
        boolean own =
                extra.path("thinking").isObject() || extra.path("output_config").has("effort");
        ClaudeThinking.Plan plan =
                own ? ClaudeThinking.Plan.LEFT_OUT : claude.plan(effort, limit, OpenTurn.permitsNoBudget(body));
        unsupported.leaveOut("reasoning_effort", !plan.told());
        return plan;
    }

    private static boolean thinks(ClaudeThinking.Plan plan, ObjectNode extra) {
        return plan.thinks()
                || !extra.path("thinking").path("type").asText("disabled").equals("disabled");
    }

    /**
     * Temperature ends at 1 here. With thinking the API permits none, and never both it and top_p.
     *
     * @param none whether the model knows none of them
     */
    private static void sampling(
            ObjectNode json, SamplingParameters sampling, boolean thinks, boolean none, Unsupported unsupported) {
        boolean either = sampling.temperature() != null;
        boolean out = thinks || none;
        unsupported.leaveOut("temperature", out && either);
        unsupported.leaveOut("top_p", (out || either) && sampling.topP() != null);
        unsupported.leaveOut("top_k", out && sampling.topK() != null);
        if (!out) {
            WireJson.put(
                    json,
                    "temperature",
                    sampling.temperature() == null ? null : (Object) Math.clamp(sampling.temperature(), 0.0, 1.0));
            WireJson.put(json, "top_p", either ? null : sampling.topP());
            WireJson.put(json, "top_k", sampling.topK());
        }
        List<String> stops =
                sampling.stop().stream().filter(stop -> !stop.isBlank()).toList();
        if (!stops.isEmpty()) {
            stops.forEach(json.putArray("stop_sequences")::add);
        }
    }

    private static void metadata(
            ObjectNode json, SamplingParameters sampling, ObjectNode extra, Unsupported unsupported) {
        String user = sampling.user();
        JsonNode metadata = extra.path("metadata");
        boolean whole =
                user == null && metadata.size() == 1 && metadata.path("user_id").isTextual();
        unsupported.leaveOut("metadata", !metadata.isEmpty() && !whole);
        if (user == null) {
            user = metadata.path("user_id").textValue();
        }
        String identifier = extra.path("safety_identifier").textValue();
        unsupported.leaveOut("safety_identifier", user != null && identifier != null);
        user = user == null ? identifier : user;
        if (user != null) {
            json.putObject("metadata").put("user_id", user);
        }
    }

    /** A schema is kept; {@code json_object} has no counterpart, and the prompt must ask for JSON anyway. */
    private static void responseFormat(ObjectNode json, PromptBody body, Unsupported unsupported)
            throws PromptRejectedException {
        if (body.responseFormat() == null) {
            return;
        }
        JsonNode format = ExtraJson.value(body.responseFormat(), "response_format");
        JsonNode schema = format.path("json_schema").path("schema");
        if ("json_schema".equals(format.path("type").textValue()) && schema.isObject()) {
            ObjectNode wanted = json.withObjectProperty("output_config").putObject("format");
            wanted.put("type", "json_schema").set("schema", schema);
        } else {
            unsupported.leaveOut(
                    "response_format", !"text".equals(format.path("type").textValue()));
        }
    }
}
