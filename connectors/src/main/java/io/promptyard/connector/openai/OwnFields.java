package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client hands back of answers that we gave it and that no OpenAI-compatible host has heard of: other dialects'
 * own fields, taken out of messages and tool calls, as strict hosts refuse a request for them.
 *
 * @param reasoning whether the host takes the text of a model's reasoning back
 * @param google whether it is Google's, which needs {@code extra_content} back
 */
record OwnFields(boolean reasoning, boolean google) {
    private static final List<String> OURS = List.of(
            "thinking_blocks",
            "anthropic_content",
            "gemini_parts",
            "bedrock_content",
            "responses_output",
            "tool_plan",
            "citations");
    private static final String EXTRA = "extra_content";
    private static final List<String> REASONING = List.of(PresetRules.REASONING, "reasoning", "reasoning_details");

    /** Of a host that takes reasoning back, and is not Google's. */
    static final OwnFields KEEPING_REASONING = new OwnFields(true, false);

    /**
     * Of the host at {@code base}, which one of no preset is handed reasoning: those that need it fail without it, most
     * others pass it over.
     */
    static OwnFields of(URI base, @Nullable OpenAiPreset preset) {
        String host = base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
        return new OwnFields(preset == null || preset.takesReasoning(), host.endsWith(".googleapis.com"));
    }

    void remove(ObjectNode message) {
        message.remove(OURS);
        if (!reasoning) {
            message.remove(REASONING);
        }
        if (!google) {
            message.remove(EXTRA);
            for (JsonNode call : message.path("tool_calls")) {
                if (call instanceof ObjectNode object) {
                    object.remove(EXTRA);
                }
            }
        }
    }
}
