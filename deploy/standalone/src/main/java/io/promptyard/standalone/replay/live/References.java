package io.promptyard.standalone.replay.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.published.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What prompts were expected to be answered: by a file first, then by the newest feedback whose {@code extra} holds
 * {@code expected}, then by a tag of the prompt. Holds texts; prints none.
 *
 * @param byId from the file
 * @param tag name of the tag
 */
public record References(Map<String, String> byId, String tag) {
    public static final String TAG = "expected";
    public static final References NONE = new References(Map.of(), TAG);

    private static final JsonMapper JSON = new JsonMapper();

    public References {
        byId = Map.copyOf(byId);
    }

    /**
     * @param lines JSON objects with {@code id} and {@code expected}; empty ones are passed over
     * @throws IllegalArgumentException naming the line that is none, without its text
     */
    public static References of(Iterable<String> lines, String tag) {
        Map<String, String> byId = new HashMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode node = json(line);
            JsonNode id = node == null ? null : node.get("id");
            JsonNode expected = node == null ? null : node.get("expected");
            if (id == null || !id.isTextual() || expected == null || !expected.isTextual()) {
                throw new IllegalArgumentException(
                        "line " + number + ": must be a JSON object with the texts id and expected");
            }
            byId.put(id.textValue(), expected.textValue());
        }
        return new References(byId, tag);
    }

    private static @Nullable JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** What a feedback record says was expected; null when it says nothing of it. */
    static @Nullable String expected(Feedback feedback) {
        JsonNode node = json(feedback.extra());
        JsonNode expected = node == null ? null : node.get("expected");
        return expected != null && expected.isTextual() ? expected.textValue() : null;
    }

    /** @param fed what feedback says of this prompt; null for nothing */
    @Nullable
    String of(String id, @Nullable String fed, PromptRequest prompt) {
        String named = byId.get(id);
        if (named != null) {
            return named;
        }
        return fed != null ? fed : prompt.tags().get(tag);
    }

    /** SHA-256 of what the file says, in whatever order. */
    String digest() {
        return Sha256.of(new TreeMap<>(byId)
                .entrySet().stream()
                        .map(each -> JSON.createArrayNode()
                                .add(each.getKey())
                                .add(each.getValue())
                                .toString())
                        .collect(Collectors.joining("\n")));
    }

    @Override
    public String toString() {
        return "References[" + byId.size() + "]";
    }
}
