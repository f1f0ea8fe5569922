package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.Answer.Choice;
import io.promptyard.simulator.Answer.Finish;
import io.promptyard.simulator.Answer.ToolUse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The dialect of {@code generateContent}, on the Gemini API and on Vertex AI, for a call to one address. */
final class GeminiWire implements ProviderWire {

    private static final String BEARER = "Bearer ";

    private final GeminiPath path;

    GeminiWire(GeminiPath path) {
        this.path = path;
    }

    @Override
    public Dialect dialect() {
        return path.vertex() ? Dialect.VERTEX : Dialect.GEMINI;
    }

    @Override
    public String toolCallPrefix() {
        return "fc_";
    }

    @Override
    public String model(JsonNode body) {
        return path.model();
    }

    @Override
    public boolean streamed(JsonNode body) {
        return path.stream();
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        if (path.vertex()) {
            var given = headers.get("authorization");
            var token = given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
            return token.isBlank() || !keys.isEmpty() && !keys.contains(token)
                    ? Optional.of(GeminiErrors.badToken())
                    : Optional.empty();
        }
        var key = headers.get("x-goog-api-key");
        if (key == null || key.isBlank()) {
            return Optional.of(GeminiErrors.noKey());
        }
        return keys.isEmpty() || keys.contains(key) ? Optional.empty() : Optional.of(GeminiErrors.badKey());
    }

    @Override
    public Reading read(JsonNode body) {
        if (path.stream() && !path.serverSentEvents()) {
            // The service sends a list that grows; nobody here reads one.
            return new Reading.Refused(GeminiErrors.invalid("alt: the simulator streams with alt=sse only"));
        }
        return GeminiRules.broken(body, path)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(new GeminiRequest(path, body).ask()));
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("server", "scaffolding on HTTPServer2");
        headers.set("x-simulated-response-id", responseId);
    }

    @Override
    public boolean tellsReasoning() {
        return true;
    }

    @Override
    public Buffer plain(Answer answer) {
        var body = Json.object();
        var candidates = body.putArray("candidates");
        for (var choice : answer.choices()) {
            var candidate = candidates.addObject();
            parts(candidate, choice, choice.text());
            candidate.put("finishReason", finishReason(choice.finish())).put("index", candidates.size() - 1);
        }
        return Json.bytes(ending(body, answer, answer.completionTokens()));
    }

    void parts(ObjectNode candidate, Choice choice, String text) {
        var content = candidate.putObject("content");
        var parts = content.putArray("parts");
        if (choice.toolUses().isEmpty()) {
            parts.addObject().put("text", text);
        }
        choice.toolUses().forEach(use -> call(parts, use, parts.isEmpty()));
        content.put("role", "model");
    }

    /** Of parallel calls the first alone is signed. */
    void call(ArrayNode parts, ToolUse use, boolean first) {
        var args = Json.read(use.arguments().getBytes(StandardCharsets.UTF_8)).orElseGet(Json::object);
        var part = parts.addObject();
        var call = part.putObject("functionCall");
        if (!path.vertex()) {
            call.put("id", use.id());
        }
        call.put("name", use.name()).set("args", args);
        if (first && path.signs()) {
            part.put("thoughtSignature", GeminiSignature.of(use.name(), args));
        }
    }

    /** What stands at the end of every response. Counts of zero are left out, as everywhere in Google's JSON. */
    static ObjectNode ending(ObjectNode body, Answer answer, int completionTokens) {
        var ask = answer.ask();
        var thoughts = Math.min(completionTokens, Math.min(ask.reasoningTokens(), ask.maxTokens()));
        var usage = body.putObject("usageMetadata").put("promptTokenCount", ask.promptTokens());
        if (completionTokens > thoughts) {
            usage.put("candidatesTokenCount", completionTokens - thoughts);
        }
        usage.put("totalTokenCount", ask.promptTokens() + completionTokens);
        if (ask.cachedTokens() > 0) {
            usage.put("cachedContentTokenCount", ask.cachedTokens());
        }
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", ask.promptTokens());
        if (thoughts > 0) {
            usage.put("thoughtsTokenCount", thoughts);
        }
        return body.put("modelVersion", ask.model().asked()).put("responseId", Dice.id("", answer.hash(), 22));
    }

    static String finishReason(Finish finish) {
        return switch (finish) {
            case DONE, STOP_SEQUENCE, TOOLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case FILTERED -> "SAFETY";
        };
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        return new GeminiStream(this, answer, tokensPerEvent).events();
    }

    @Override
    public boolean hintsInBody() {
        return true;
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return Json.bytes(GeminiErrors.body(error, RetryHint.NONE));
    }

    @Override
    public Buffer error(WireError error, String responseId, RetryHint hint) {
        return Json.bytes(GeminiErrors.body(error, hint));
    }

    @Override
    public String errorEvent(WireError error) {
        return "data: " + GeminiErrors.body(error, RetryHint.NONE) + "\r\n\r\n";
    }

    @Override
    public WireError unparsable() {
        return GeminiErrors.invalid("Invalid JSON payload received. Expected a value.");
    }

    @Override
    public WireError ofStatus(int status) {
        return GeminiErrors.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return path.vertex() ? GeminiErrors.badToken() : GeminiErrors.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return GeminiErrors.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return GeminiErrors.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return GeminiErrors.noQuota();
    }
}
