package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.Answer.Choice;
import io.promptyard.simulator.Answer.Finish;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** The OpenAI dialect. */
final class OpenAiWire implements ProviderWire {

    private static final String BEARER = "Bearer ";

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public String toolCallPrefix() {
        return "call_";
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        var given = headers.get("authorization");
        if (given == null) {
            // A local host wants none, so a key is demanded only where keys are configured.
            return keys.isEmpty() ? Optional.empty() : Optional.of(noKey());
        }
        if (!given.startsWith(BEARER) || given.substring(BEARER.length()).isBlank()) {
            return Optional.of(noKey());
        }
        return keys.isEmpty() || keys.contains(given.substring(BEARER.length()))
                ? Optional.empty()
                : Optional.of(badKey());
    }

    private static WireError noKey() {
        return new WireError(
                401,
                "invalid_request_error",
                null,
                null,
                "You didn't provide an API key. You need to provide"
                        + " your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
    }

    @Override
    public Reading read(JsonNode body) {
        return OpenAiRules.broken(body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new OpenAiRequest(body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("x-request-id", responseId);
        headers.set("openai-version", "2020-10-01");
        headers.set("openai-processing-ms", "1");
    }

    @Override
    public boolean tellsReasoning() {
        return true;
    }

    @Override
    public Buffer plain(Answer answer) {
        var ask = answer.ask();
        var body = Json.object()
                .put("id", id(answer))
                .put("object", "chat.completion")
                .put("created", answer.createdSeconds())
                .put("model", ask.model().asked());
        var choices = body.putArray("choices");
        for (var choice : answer.choices()) {
            var one = choices.addObject().put("index", choices.size() - 1);
            message(one.putObject("message"), choice);
            one.putNull("logprobs").put("finish_reason", finishReason(choice.finish()));
        }
        body.set("usage", usage(answer));
        return Json.bytes(body.put("service_tier", "default").put("system_fingerprint", "fp_simulated"));
    }

    private static void message(ObjectNode message, Choice choice) {
        message.put("role", "assistant");
        message.put("content", choice.toolUses().isEmpty() ? choice.text() : null);
        message.putNull("refusal").putArray("annotations");
        if (!choice.toolUses().isEmpty()) {
            var calls = message.putArray("tool_calls");
            for (var use : choice.toolUses()) {
                var call = calls.addObject().put("id", use.id()).put("type", "function");
                call.putObject("function").put("name", use.name()).put("arguments", use.arguments());
            }
        }
    }

    static String id(Answer answer) {
        return Dice.id("chatcmpl-", answer.hash(), 28);
    }

    static ObjectNode usage(Answer answer) {
        var ask = answer.ask();
        var usage = Json.object()
                .put("prompt_tokens", ask.promptTokens())
                .put("completion_tokens", answer.completionTokens())
                .put("total_tokens", ask.promptTokens() + answer.completionTokens());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", ask.cachedTokens())
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", Math.min(ask.reasoningTokens(), ask.maxTokens()))
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    static String finishReason(Finish finish) {
        return switch (finish) {
            case DONE, STOP_SEQUENCE -> "stop";
            case LENGTH -> "length";
            case TOOLS -> "tool_calls";
            case FILTERED -> "content_filter";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new OpenAiStream(answer, tokensPerEvent).events();
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return Json.bytes(errorBody(error));
    }

    @Override
    public String errorEvent(WireError error) {
        return "data: " + errorBody(error) + "\n\n";
    }

    private static ObjectNode errorBody(WireError error) {
        var body = Json.object();
        body.putObject("error")
                .put("message", error.message())
                .put("type", error.type())
                .put("param", error.param())
                .put("code", error.code());
        return body;
    }

    @Override
    public WireError unparsable() {
        return OpenAiErrors.unparsable();
    }

    @Override
    public WireError ofStatus(int status) {
        return OpenAiErrors.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return OpenAiErrors.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return OpenAiErrors.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return OpenAiErrors.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return OpenAiErrors.noQuota();
    }
}
