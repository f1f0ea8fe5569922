package io.promptyard.router.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code classify} command without its terminal: JSON lines {@code {"id","prompt"}} in, where the prompt is a string
 * or an array of chat messages, JSON lines {@code {"id","task","domain","complexity","scores","familiarity","micros","language","tokens"}}
 * out, in order, one line at a time, so in the memory of the longest line. A line that is no such prompt is answered by
 * {@code {"id","error"}} with a null id where none could be read; a blank line by nothing. Not thread-safe.
 */
public final class ClassifyLines {
    private final PromptClassifier classifier;
    private final ObjectMapper json = new JsonMapper();
    private final boolean flushEachLine;

    /** {@code flushEachLine} where somebody waits for each answer; else output is flushed at the end. */
    public ClassifyLines(PromptClassifier classifier, boolean flushEachLine) {
        this.classifier = classifier;
        this.flushEachLine = flushEachLine;
    }

    /** Reads to the end; closes neither. Answers how many lines were in error. */
    public long run(Reader in, Writer out) throws IOException {
        BufferedReader lines = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in);
        long errors = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            ObjectNode answer = answer(line);
            errors += answer.has("error") ? 1 : 0;
            out.write(json.writeValueAsString(answer));
            out.write('\n');
            if (flushEachLine) {
                out.flush();
            }
        }
        out.flush();
        return errors;
    }

    private ObjectNode answer(String line) {
        ObjectNode answer = json.createObjectNode();
        answer.putNull("id");
        try {
            JsonNode node = json.readTree(line);
            JsonNode id = node.path("id");
            if (id.isTextual() || id.isNumber()) {
                answer.set("id", id);
            }
            PromptBody body = body(node.path("prompt"));
            classify(answer, body);
        } catch (JsonProcessingException e) {
            answer.put("error", "not a JSON object");
        } catch (IllegalArgumentException e) {
            answer.put("error", e.getMessage());
        }
        return answer;
    }

    private void classify(ObjectNode answer, PromptBody body) {
        Classification found = classifier.classify(PromptRequest.of(new RequestId("classify"), Instant.EPOCH, body));
        answer.put("task", found.task().label());
        answer.put("domain", found.domain());
        answer.put("complexity", found.complexity());
        ObjectNode scores = answer.putObject("scores");
        found.scores().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(score -> scores.put(score.getKey(), score.getValue()));
        Double familiarity = found.features().get("familiarity");
        if (familiarity != null) {
            answer.put("familiarity", familiarity);
        }
        answer.put("micros", found.micros());
        answer.put("language", found.language());
        answer.put("tokens", found.promptTokens());
    }

    private static PromptBody body(JsonNode prompt) {
        if (prompt.isTextual()) {
            return PromptBody.ofUser(prompt.textValue());
        }
        if (!prompt.isArray()) {
            throw new IllegalArgumentException("prompt: must be a string or an array of messages (got "
                    + (prompt.isMissingNode()
                            ? "nothing"
                            : prompt.getNodeType().name().toLowerCase(Locale.ROOT)) + ")");
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : prompt) {
            messages.add(message(message, "prompt[" + messages.size() + "]"));
        }
        return new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
    }

    private static ChatMessage message(JsonNode message, String path) {
        if (!message.isObject()) {
            throw new IllegalArgumentException(path + ": must be an object (got " + message.getNodeType() + ")");
        }
        Role role = switch (message.path("role").asText()) {
            case "system" -> Role.SYSTEM;
            case "developer" -> Role.DEVELOPER;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            case "function" -> Role.FUNCTION;
            default ->
                throw new IllegalArgumentException(
                        path + ".role: must be a chat role (got " + message.path("role") + ")");
        };
        JsonNode content = message.path("content");
        List<ContentPart> parts = new ArrayList<>();
        for (JsonNode part : content.isTextual() ? List.of(content) : content) {
            parts.add(part(part));
        }
        return new ChatMessage(role, parts, List.of(), null, null, "{}");
    }

    private static ContentPart part(JsonNode part) {
        if (part instanceof TextNode) {
            return new ContentPart.TextPart(part.textValue());
        }
        return switch (part.path("type").asText()) {
            case "text" -> new ContentPart.TextPart(part.path("text").asText());
            case "image_url" -> {
                JsonNode image = part.path("image_url");
                yield new ContentPart.ImagePart(
                        image.path("url").asText(), image.path("detail").asText(null), "{}");
            }
            default -> new ContentPart.OpaquePart(part.toString());
        };
    }
}
