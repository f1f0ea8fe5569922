package io.promptyard.connector.openai;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one OpenAI-compatible host differs, as data. {@code hints} are parameters it does not take and without which the
 * answer is still what was asked for; {@code refused} those without which it is not. {@code toolChoices} are the words
 * it takes for {@code tool_choice}, null when all; {@code toolChoiceWords} its own spelling of them. {@code names}:
 * messages may have a {@code name}. {@code developer}: the role it has for that one. {@code asksUsage}: a stream tells
 * usage when {@code stream_options} ask for it; otherwise it does by itself. {@code reasoning}: its name for
 * {@code reasoning_content}; {@code takesReasoning}: it may be handed back with a message. {@code cacheControl}: it takes Anthropic's marks for its cache.
 */
public record OpenAiPreset(
        String name,
        String title,
        URI baseUrl,
        @Nullable String keyVariable,
        Map<String, String> rename,
        Set<String> hints,
        Set<String> refused,
        boolean oneChoice,
        boolean names,
        String developer,
        @Nullable Set<String> toolChoices,
        Map<String, String> toolChoiceWords,
        boolean jsonSchema,
        boolean asksUsage,
        String reasoning,
        boolean takesReasoning,
        boolean cacheControl,
        String source) {}
