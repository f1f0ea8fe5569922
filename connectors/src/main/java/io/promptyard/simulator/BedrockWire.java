package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The dialect of Bedrock's Converse, for a call to one address. */
final class BedrockWire implements ProviderWire {

    private static final String BEARER = "Bearer ";

    /** The date, a region, the service; the host and the time are signed, as is the token of a session. */
    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/, ]+)/\\d{8}/[a-z0-9-]+/bedrock/aws4_request, "
                    + "SignedHeaders=(?:[a-z0-9-]+;)*host;(?:[a-z0-9-]+;)*x-amz-date(?:;[a-z0-9-]+)*, Signature=[0-9a-f]{64}");

    private final BedrockPath path;

    BedrockWire(BedrockPath path) {
        this.path = path;
    }

    @Override
    public Dialect dialect() {
        return Dialect.BEDROCK;
    }

    @Override
    public String toolCallPrefix() {
        return "tooluse_";
    }

    @Override
    public String model(JsonNode body) {
        return path.model();
    }

    @Override
    public boolean streamed(JsonNode body) {
        return path.stream();
    }

    /** An API key, or a signature in its due form by a known access key; what it signs is not computed again. */
    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        var given = String.valueOf(headers.get("authorization"));
        var signed = SIGNED.matcher(given);
        var key = given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
        if (signed.matches() && headers.contains("x-amz-date")) {
            key = signed.group(1);
        }
        return key.isBlank() || !keys.isEmpty() && !keys.contains(key)
                ? Optional.of(BedrockErrors.badKey())
                : Optional.empty();
    }

    @Override
    public Reading read(JsonNode body) {
        return BedrockRules.broken(body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new BedrockRequest(path, body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("x-amzn-requestid", responseId);
    }

    @Override
    public Buffer plain(Answer answer) {
        var choice = answer.first();
        var body = Json.object();
        var message = body.putObject("output").putObject("message").put("role", "assistant");
        var content = message.putArray("content");
        if (choice.toolUses().isEmpty()) {
            content.addObject().put("text", choice.text());
        }
        for (var use : choice.toolUses()) {
            var input =
                    Json.read(use.arguments().getBytes(StandardCharsets.UTF_8)).orElseGet(Json::object);
            content.addObject()
                    .putObject("toolUse")
                    .put("toolUseId", use.id())
                    .put("name", use.name())
                    .set("input", input);
        }
        body.put("stopReason", stopReason(choice.finish())).set("usage", usage(answer));
        body.putObject("metrics").put("latencyMs", 1);
        return Json.bytes(body);
    }

    /** What came from the cache is not part of the input here. */
    static ObjectNode usage(Answer answer) {
        var ask = answer.ask();
        return Json.object()
                .put("inputTokens", ask.promptTokens() - ask.cachedTokens() - ask.cacheWriteTokens())
                .put("outputTokens", answer.completionTokens())
                .put("totalTokens", ask.promptTokens() + answer.completionTokens())
                .put("cacheReadInputTokens", ask.cachedTokens())
                .put("cacheWriteInputTokens", ask.cacheWriteTokens());
    }

    static String stopReason(Answer.Finish finish) {
        return switch (finish) {
            case DONE -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOLS -> "tool_use";
            case FILTERED -> "content_filtered";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new BedrockStream(answer, tokensPerEvent).events();
    }

    @Override
    public String streamType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public Charset streamBytes() {
        return StandardCharsets.ISO_8859_1;
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return Json.bytes(Json.object().put("message", error.message()));
    }

    @Override
    public String errorEvent(WireError error) {
        var type = error.type().substring(0, 1).toLowerCase(Locale.ROOT)
                + error.type().substring(1);
        return BedrockFrames.exception(
                type, Json.object().put("message", error.message()).toString());
    }

    @Override
    public WireError unparsable() {
        return BedrockErrors.invalid("The request body is not valid JSON.");
    }

    @Override
    public WireError ofStatus(int status) {
        return BedrockErrors.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return BedrockErrors.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return BedrockErrors.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return BedrockErrors.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return BedrockErrors.noQuota();
    }
}
