package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the counts of a response; durations, in nanoseconds, stay in {@code extra}. Counts of zero are left out over there. */
final class OllamaUsage {
    static final String PROMPT = "prompt_eval_count";
    static final String COMPLETION = "eval_count";
    static final List<String> DURATIONS =
            List.of("total_duration", "load_duration", "prompt_eval_duration", "eval_duration");

    private OllamaUsage() {}

    /** Null when there is none, or none that can be billed by. */
    static @Nullable TokenUsage of(JsonNode response) {
        Long prompt = TokenCount.of(response.path(PROMPT));
        JsonNode said = response.path(COMPLETION);
        Long completion = said.isMissingNode() ? Long.valueOf(0) : TokenCount.of(said);
        if (prompt == null || completion == null) {
            return null;
        }
        ObjectNode rest = WireJson.object();
        for (String name : DURATIONS) {
            if (response.has(name)) {
                rest.set(name, response.path(name));
            }
        }
        return new TokenUsage(prompt, completion, prompt + completion, 0, 0, 0, WireJson.text(rest));
    }
}
