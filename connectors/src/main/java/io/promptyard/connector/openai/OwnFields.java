package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
     * Of the host at {@code base}. Without a preset one whose domain is known, whatever the region in its address, is what the preset says, under our
     * own name for reasoning; one that is not gets it: those that need it fail without it, most others pass it over.
     */
    static OwnFields of(URI base, @Nullable OpenAiPreset preset) {
        String host = base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
        boolean google = host.endsWith(".googleapis.com");
        if (preset != null) {
            return new OwnFields(preset.takesReasoning(), google);
        }
        Optional<OpenAiPreset> known = OpenAiPresets.builtIn().all().stream()
                .filter(each -> each.keyVariable() != null
                        && domain(host).equals(domain(each.baseUrl().getHost())))
                .findFirst();
        boolean takes = known.map(
                        each -> each.takesReasoning() && each.reasoning().equals(PresetRules.REASONING))
                .orElse(true);
        return new OwnFields(takes, google);
    }

    /** The last two names of a host: {@code mistral.ai} of {@code api.eu.mistral.ai}. */
    private static String domain(String host) {
        return host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
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
