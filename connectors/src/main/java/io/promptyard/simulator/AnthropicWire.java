package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.Answer.Finish;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The Anthropic Messages dialect. */
final class AnthropicWire implements ProviderWire {

    private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01");

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC;
    }

    @Override
    public String toolCallPrefix() {
        return "toolu_";
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        var key = headers.get("x-api-key");
        if (key == null || key.isBlank()) {
            return Optional.of(new WireError(401, "authentication_error", null, null, "x-api-key header is required"));
        }
        if (!keys.isEmpty() && !keys.contains(key)) {
            return Optional.of(badKey());
        }
        var version = headers.get("anthropic-version");
        if (version == null) {
            return Optional.of(WireError.invalid("anthropic-version: header is required"));
        }
        return VERSIONS.contains(version)
                ? Optional.empty()
                : Optional.of(WireError.invalid("anthropic-version: \"" + version + "\" is not a valid version"));
    }

    @Override
    public Reading read(JsonNode body) {
        return AnthropicRules.broken(body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new AnthropicRequest(body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("request-id", responseId);
    }

    @Override
    public void limits(MultiMap headers, KeyQuotas.Left left, Instant now) {
        headers.set("anthropic-ratelimit-requests-limit", Integer.toString(left.limit()));
        headers.set("anthropic-ratelimit-requests-remaining", Integer.toString(left.remaining()));
        headers.set(
                "anthropic-ratelimit-requests-reset",
                now.plusMillis(left.resetMillis())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    @Override
    public Buffer plain(Answer answer) {
        var body = message(answer);
        var content = body.putArray("content");
        var choice = answer.first();
        if (choice.toolUses().isEmpty()) {
            content.addObject().put("type", "text").put("text", choice.text());
        }
        for (var use : choice.toolUses()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", use.id())
                    .put("name", use.name())
                    .set(
                            "input",
                            Json.read(use.arguments().getBytes(StandardCharsets.UTF_8))
                                    .orElseGet(Json::object));
        }
        body.put("stop_reason", stopReason(choice.finish())).put("stop_sequence", choice.stop());
        body.set("usage", usage(answer, answer.completionTokens()));
        return Json.bytes(body);
    }

    /** The message without content, end and usage, as a stream opens it. */
    static ObjectNode message(Answer answer) {
        return Json.object()
                .put("id", Dice.id("msg_", answer.hash(), 24))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", answer.ask().model().asked());
    }

    static ObjectNode usage(Answer answer, int outputTokens) {
        var ask = answer.ask();
        return Json.object()
                .put("input_tokens", ask.promptTokens() - ask.cachedTokens() - ask.cacheWriteTokens())
                .put("cache_creation_input_tokens", ask.cacheWriteTokens())
                .put("cache_read_input_tokens", ask.cachedTokens())
                .put("output_tokens", outputTokens)
                .put("service_tier", "standard");
    }

    static String stopReason(Finish finish) {
        return switch (finish) {
            case DONE -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOLS -> "tool_use";
            case FILTERED -> "refusal";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new AnthropicStream(answer, tokensPerEvent).events();
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return Json.bytes(errorBody(error).put("request_id", responseId));
    }

    @Override
    public String errorEvent(WireError error) {
        return "event: error\ndata: " + errorBody(error) + "\n\n";
    }

    private static ObjectNode errorBody(WireError error) {
        var body = Json.object().put("type", "error");
        body.putObject("error").put("type", error.type()).put("message", error.message());
        return body;
    }

    @Override
    public WireError unparsable() {
        return WireError.invalid("The request body is not valid JSON");
    }

    @Override
    public WireError ofStatus(int status) {
        return AnthropicErrors.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return AnthropicErrors.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return AnthropicErrors.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return AnthropicErrors.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return AnthropicErrors.noQuota();
    }
}
