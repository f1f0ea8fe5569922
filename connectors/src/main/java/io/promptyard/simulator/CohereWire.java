package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** The dialect of Cohere's {@code /v2/chat}. */
final class CohereWire implements ProviderWire {

    /** Cohere's own words around every prompt: counted, never billed. */
    private static final int PREAMBLE_TOKENS = 480;

    private static final String BEARER = "Bearer ";

    @Override
    public Dialect dialect() {
        return Dialect.COHERE;
    }

    @Override
    public String toolCallPrefix() {
        return "tool_";
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        var given = headers.get("authorization");
        var token = given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
        if (token.isBlank()) {
            return Optional.of(new WireError(401, "", null, null, "no api key supplied"));
        }
        return keys.isEmpty() || keys.contains(token) ? Optional.empty() : Optional.of(badKey());
    }

    @Override
    public Reading read(JsonNode body) {
        return CohereRules.broken(body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new CohereRequest(body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("x-debug-trace-id", responseId);
    }

    @Override
    public Buffer plain(Answer answer) {
        var choice = answer.first();
        var body = Json.object().put("id", id(answer));
        var message = body.putObject("message").put("role", "assistant");
        if (choice.toolUses().isEmpty()) {
            message.putArray("content").addObject().put("type", "text").put("text", choice.text());
        } else {
            var calls = message.put("tool_plan", "I will use the tools.").putArray("tool_calls");
            for (var use : choice.toolUses()) {
                calls.addObject()
                        .put("id", use.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", use.name())
                        .put("arguments", use.arguments());
            }
        }
        body.put("finish_reason", finishReason(choice.finish())).set("usage", usage(answer));
        return Json.bytes(body);
    }

    static String id(Answer answer) {
        return Dice.id("", answer.hash(), 32);
    }

    static ObjectNode usage(Answer answer) {
        var usage = Json.object();
        usage.putObject("billed_units")
                .put("input_tokens", answer.ask().promptTokens())
                .put("output_tokens", answer.completionTokens());
        usage.putObject("tokens")
                .put("input_tokens", answer.ask().promptTokens() + PREAMBLE_TOKENS)
                .put("output_tokens", answer.completionTokens() + 1);
        return usage.put("cached_tokens", answer.ask().cachedTokens());
    }

    /** There is no word for an answer that was filtered: it is a whole one that says so. */
    static String finishReason(Answer.Finish finish) {
        return switch (finish) {
            case DONE, FILTERED -> "COMPLETE";
            case STOP_SEQUENCE -> "STOP_SEQUENCE";
            case LENGTH -> "MAX_TOKENS";
            case TOOLS -> "TOOL_CALL";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new CohereStream(answer, tokensPerEvent).events();
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return Json.bytes(CohereErrors.body(error, responseId));
    }

    @Override
    public String errorEvent(WireError error) {
        var end = Json.object().put("type", "message-end");
        end.putObject("delta").put("finish_reason", "ERROR").put("error", error.message());
        return "event: message-end\ndata: " + end + "\n\n";
    }

    @Override
    public WireError unparsable() {
        return CohereErrors.invalid("the body is not valid JSON");
    }

    @Override
    public WireError ofStatus(int status) {
        return CohereErrors.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return CohereErrors.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return CohereErrors.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return CohereErrors.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return CohereErrors.noQuota();
    }
}
