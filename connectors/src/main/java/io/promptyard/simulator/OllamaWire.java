package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dialect of Ollama's {@code /api/chat}. */
final class OllamaWire implements ProviderWire {

    private static final String BEARER = "Bearer ";
    private static final long NANOS_PER_TOKEN = 1_000_000L;

    @Override
    public Dialect dialect() {
        return Dialect.OLLAMA;
    }

    @Override
    public String toolCallPrefix() {
        return "call_";
    }

    /** A server of one's own wants no key: one is demanded only where keys are set, as the hosted service does. */
    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        var given = headers.get("authorization");
        var token = given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
        return keys.isEmpty() || keys.contains(token) ? Optional.empty() : Optional.of(badKey());
    }

    /** It streams unless told not to. */
    @Override
    public boolean streamed(JsonNode body) {
        return body.path("stream").asBoolean(true);
    }

    @Override
    public Reading read(JsonNode body) {
        return OllamaRules.broken(body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new OllamaRequest(body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("x-simulated-response-id", responseId);
    }

    @Override
    public Buffer plain(Answer answer) {
        var choice = answer.first();
        return Json.bytes(done(response(answer, message(choice.text(), choice.toolUses())), answer));
    }

    static ObjectNode response(Answer answer, ObjectNode message) {
        var body = Json.object()
                .put("model", answer.ask().model().asked())
                .put(
                        "created_at",
                        Instant.ofEpochSecond(answer.createdSeconds()).toString());
        body.set("message", message);
        return body;
    }

    static ObjectNode message(String text, List<Answer.ToolUse> uses) {
        var message = Json.object().put("role", "assistant").put("content", text);
        if (!uses.isEmpty()) {
            var calls = message.putArray("tool_calls");
            for (var use : uses) {
                var arguments = Json.read(use.arguments().getBytes(StandardCharsets.UTF_8))
                        .orElseGet(Json::object);
                calls.addObject()
                        .put("id", use.id())
                        .putObject("function")
                        .put("name", use.name())
                        .set("arguments", arguments);
            }
        }
        return message;
    }

    /** Counts of zero are left out. */
    static ObjectNode done(ObjectNode body, Answer answer) {
        var prompt = answer.ask().promptTokens();
        var completion = answer.completionTokens();
        body.put("done", true).put("done_reason", finishReason(answer.first().finish()));
        body.put("total_duration", (prompt + completion) * NANOS_PER_TOKEN).put("load_duration", NANOS_PER_TOKEN);
        if (prompt > 0) {
            body.put("prompt_eval_count", prompt).put("prompt_eval_duration", prompt * NANOS_PER_TOKEN);
        }
        if (completion > 0) {
            body.put("eval_count", completion).put("eval_duration", completion * NANOS_PER_TOKEN);
        }
        return body;
    }

    /** There is no word for calls, nor for an answer that was filtered. */
    private static String finishReason(Answer.Finish finish) {
        return switch (finish) {
            case DONE, FILTERED, STOP_SEQUENCE, TOOLS -> "stop";
            case LENGTH -> "length";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new OllamaStream(answer, tokensPerEvent).events();
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return Json.bytes(Json.object().put("error", error.message()));
    }

    @Override
    public String errorEvent(WireError error) {
        return Json.object().put("error", error.message()) + "\n";
    }

    @Override
    public WireError unparsable() {
        return OllamaErrors.invalid("invalid character 'x' looking for beginning of value");
    }

    @Override
    public WireError ofStatus(int status) {
        return OllamaErrors.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return OllamaErrors.ofStatus(401);
    }

    @Override
    public WireError noSuchModel(String model) {
        return OllamaErrors.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return OllamaErrors.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return OllamaErrors.noQuota();
    }
}
