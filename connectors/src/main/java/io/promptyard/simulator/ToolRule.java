package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * When the simulator calls tools, and which. A named tool is called; with "any" or "required" the tool whose name the question
 * mentions, else the first. Left to choose, it calls one when the conversation ends with a user message that contains
 * {@code call tool}, and each of the first four when it contains {@code call tools} and parallel calls are allowed. Stateless.
 */
final class ToolRule {

    static final JsonNode NO_PARAMETERS = Json.object().put("type", "object");

    /** The schema of an answer that must be JSON, whichever. */
    static final JsonNode ANY_JSON = anyJson();

    private static final int MOST_PARALLEL = 4;

    private ToolRule() {}

    /** What the request says about tools. */
    sealed interface Choice {
        record None() implements Choice {}

        record Auto() implements Choice {}

        record Any() implements Choice {}

        record Named(String name) implements Choice {}
    }

    static List<Ask.Tool> calls(
            List<Ask.Tool> tools, Choice choice, String question, boolean userSpeaksLast, boolean parallel) {
        if (tools.isEmpty()) {
            return List.of();
        }
        return switch (choice) {
            case Choice.None none -> List.of();
            case Choice.Any any -> List.of(mentioned(tools, question));
            case Choice.Named named ->
                tools.stream()
                        .filter(it -> it.name().equals(named.name()))
                        .limit(1)
                        .toList();
            case Choice.Auto auto -> {
                var words = userSpeaksLast ? question.toLowerCase(Locale.ROOT) : "";
                if (words.contains("call tools") && parallel) {
                    yield List.copyOf(tools.subList(0, Math.min(tools.size(), MOST_PARALLEL)));
                }
                yield words.contains("call tool") ? List.of(mentioned(tools, question)) : List.of();
            }
        };
    }

    private static Ask.Tool mentioned(List<Ask.Tool> tools, String question) {
        return tools.stream()
                .filter(it -> question.contains(it.name()))
                .findFirst()
                .orElse(tools.getFirst());
    }

    private static JsonNode anyJson() {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        properties.putObject("simulated").put("const", true);
        properties.putObject("answer").put("type", "string");
        return schema;
    }
}
