package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.Answer.Choice;
import io.promptyard.simulator.Answer.Finish;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dialect of OpenAI's Responses API; its keys, headers and errors are those of chat. */
final class ResponsesWire implements ProviderWire {

    private final ProviderWire chat = new OpenAiWire();

    @Override
    public Dialect dialect() {
        return Dialect.RESPONSES;
    }

    @Override
    public String toolCallPrefix() {
        return "call_";
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        return chat.authorise(headers, keys);
    }

    @Override
    public Reading read(JsonNode body) {
        return ResponsesRules.broken(body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new ResponsesRequest(body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        chat.head(headers, responseId);
    }

    @Override
    public boolean tellsReasoning() {
        return true;
    }

    @Override
    public Buffer plain(Answer answer) {
        return Json.bytes(response(answer));
    }

    static ObjectNode response(Answer answer) {
        var choice = answer.first();
        var body = Json.object()
                .put("id", Dice.id("resp_", answer.hash(), 48))
                .put("object", "response")
                .put("created_at", answer.createdSeconds())
                .put("status", reason(choice.finish()) == null ? "completed" : "incomplete")
                .putNull("error");
        if (reason(choice.finish()) == null) {
            body.putNull("incomplete_details");
        } else {
            body.putObject("incomplete_details").put("reason", reason(choice.finish()));
        }
        body.put("model", answer.ask().model().asked());
        output(body, answer, choice);
        body.put("service_tier", "default").put("store", false).set("usage", usage(answer));
        return body;
    }

    private static void output(ObjectNode body, Answer answer, Choice choice) {
        var output = body.putArray("output");
        if (answer.ask().reasoningTokens() > 0) {
            var id = Dice.id("rs_", answer.hash(), 48);
            var item = output.addObject().put("id", id).put("type", "reasoning");
            item.putArray("summary");
            item.put("encrypted_content", sealed(id));
        }
        for (var use : choice.toolUses()) {
            output.addObject()
                    .put("id", Dice.id("fc_", Dice.mix(answer.hash(), output.size()), 48))
                    .put("type", "function_call")
                    .put("status", "completed")
                    .put("arguments", use.arguments())
                    .put("call_id", use.id())
                    .put("name", use.name());
        }
        if (choice.toolUses().isEmpty()) {
            var item = output.addObject()
                    .put("id", Dice.id("msg_", answer.hash(), 48))
                    .put("type", "message")
                    .put("status", reason(choice.finish()) == null ? "completed" : "incomplete");
            var text = item.putArray("content").addObject().put("type", "output_text");
            text.putArray("annotations");
            text.putArray("logprobs");
            text.put("text", choice.text());
            item.put("role", "assistant");
        }
    }

    /** What stands for thoughts that only this simulator can read. */
    static String sealed(String id) {
        return "sealed-" + id;
    }

    static ObjectNode usage(Answer answer) {
        var ask = answer.ask();
        var usage = Json.object().put("input_tokens", ask.promptTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", ask.cachedTokens());
        usage.put("output_tokens", answer.completionTokens());
        usage.putObject("output_tokens_details")
                .put("reasoning_tokens", Math.min(ask.reasoningTokens(), ask.maxTokens()));
        return usage.put("total_tokens", ask.promptTokens() + answer.completionTokens());
    }

    private static @Nullable String reason(Finish finish) {
        return switch (finish) {
            case DONE, STOP_SEQUENCE, TOOLS -> null;
            case LENGTH -> "max_output_tokens";
            case FILTERED -> "content_filter";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new ResponsesStream(answer, tokensPerEvent).events();
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return chat.error(error, responseId);
    }

    /** Flat within a stream, and with what chat calls the type as the code. */
    @Override
    public String errorEvent(WireError error) {
        var event = Json.object()
                .put("type", "error")
                .put("code", error.code() == null ? error.type() : error.code())
                .put("message", error.message())
                .put("param", error.param());
        return "event: error\ndata: " + event + "\n\n";
    }

    @Override
    public WireError unparsable() {
        return chat.unparsable();
    }

    @Override
    public WireError ofStatus(int status) {
        return chat.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return chat.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return chat.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return chat.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return chat.noQuota();
    }
}
