package io.promptyard.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.RequestWriter;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.gateway.openai.ChatBodies;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of the fields of a chat completion in one dialect's request, under a model of the dialect that can the most. */
final class Carriage {
    /** What becomes of one. */
    enum Fate {
        CARRIED("yes"),
        LEFT_OUT("left out"),
        REFUSED("refused"),
        /** Another dialect's: neither carried nor told. */
        NOT_ITS("–");

        final String word;

        Fate(String word) {
            this.word = word;
        }
    }

    private static final Map<String, String> MODELS = Map.of(
            "anthropic", "claude-opus-4-6",
            "bedrock", "us.anthropic.claude-opus-4-6-v1",
            "gemini", "gemini-2.5-flash",
            "vertex", "gemini-2.5-flash",
            "cohere", "command-a-reasoning-08-2025",
            "ollama", "gpt-oss:20b",
            "responses", "gpt-5");

    private final String dialect;
    private final RequestWriter writer;
    private final Map<String, Fate> alone = new HashMap<>();

    Carriage(String dialect, RequestWriter writer) {
        this.dialect = dialect;
        this.writer = writer;
    }

    /** Of a field that is said alone, with each of its values the same. */
    Fate alone(ChatField field) {
        return alone.computeIfAbsent(field.name(), name -> fateAlone(field));
    }

    private Fate fateAlone(ChatField field) {
        List<Fate> fates = field.values().stream()
                .map(value -> together(Map.of(field, ChatField.parse(value))).get(field))
                .distinct()
                .toList();
        if (fates.size() != 1) {
            throw new AssertionError(dialect + " " + field.name() + ": " + fates);
        }
        return fates.getFirst();
    }

    /**
     * Of fields that are said together, where parameters that change the meaning are left out and told.
     *
     * @throws AssertionError when one is altered, is lost without a word, or is told though it is there
     */
    Map<ChatField, Fate> together(Map<ChatField, JsonNode> said) {
        PromptBody body = ChatBodies.read(request(said));
        List<String> told = new ArrayList<>();
        Map<ChatField, Fate> fates = new LinkedHashMap<>();
        try {
            boolean refused = refuses(body);
            JsonNode made = writer.write(Prompts.dispatch(target(), body, false), new Unsupported(true, told::add));
            said.forEach((field, value) -> fates.put(field, fate(field, value, made, told, refused)));
        } catch (PromptRejectedException e) {
            if (said.size() != 1) {
                throw new AssertionError(dialect + " takes each of these alone, and not together: " + e.reason(), e);
            }
            said.keySet().forEach(field -> fates.put(field, Fate.REFUSED));
        }
        return fates;
    }

    private Fate fate(ChatField field, JsonNode value, JsonNode made, List<String> told, boolean refused) {
        String name = field.rivals().equals("tool_choice") ? "tool_choice" : field.name();
        JsonNode wanted = field.readAs(value);
        List<JsonNode> there = RequestFields.read(dialect, made, name);
        boolean carried = there.stream().anyMatch(each -> same(each, wanted));
        boolean named = told.contains(field.told());
        if (carried && named && !name.equals("tool_choice")) {
            throw new AssertionError(dialect + " has " + field.name() + " and says that it does not: " + made);
        }
        if (named) {
            return refused ? Fate.REFUSED : Fate.LEFT_OUT;
        }
        if (!carried && !field.told().isEmpty()) {
            throw new AssertionError(dialect + " lost " + field.name() + " " + value + " without a word, has " + there
                    + ": " + WireJson.text(made));
        }
        return carried ? Fate.CARRIED : Fate.NOT_ITS;
    }

    private boolean refuses(PromptBody body) {
        try {
            writer.write(Prompts.dispatch(target(), body, false), Unsupported.rejected());
            return false;
        } catch (PromptRejectedException e) {
            return true;
        }
    }

    private Target target() {
        return Target.of("p", MODELS.getOrDefault(dialect, "gpt-5"));
    }

    private static String request(Map<ChatField, JsonNode> said) {
        ObjectNode request = WireJson.object();
        request.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", "Hello");
        said.forEach((field, value) -> field.put().accept(request, value.deepCopy()));
        return WireJson.text(request);
    }

    /** Equal as JSON: numbers by value. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(new BigDecimal(other.asText())) == 0;
        }
        return one.toString().equals(other.toString());
    }
}
