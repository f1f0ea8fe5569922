package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a valid request asks for, in no dialect.
 *
 * @param choices how many answers
 * @param maxTokens the most completion tokens
 * @param question text of the last user message
 * @param calls the tools that the answer must call; empty: the answer is text
 * @param jsonSchema the schema that the answer's text must fit, when it is to be JSON
 * @param cachedTokens of the prompt, read from a cache
 * @param cacheWriteTokens of the prompt, written to a cache
 * @param reasoningTokens spent before the answer, part of the completion tokens
 * @param includeUsage whether a stream ends with usage
 * @param embeds the vectors that are wanted, in place of all else
 */
record Ask(
        ModelName model,
        boolean stream,
        boolean includeUsage,
        int choices,
        int maxTokens,
        String question,
        List<Tool> calls,
        Optional<JsonNode> jsonSchema,
        List<String> stops,
        int promptTokens,
        int cachedTokens,
        int cacheWriteTokens,
        int reasoningTokens,
        Optional<Embeds> embeds) {

    /** One for an answer in words. */
    Ask(
            ModelName model,
            boolean stream,
            boolean includeUsage,
            int choices,
            int maxTokens,
            String question,
            List<Tool> calls,
            Optional<JsonNode> jsonSchema,
            List<String> stops,
            int promptTokens,
            int cachedTokens,
            int cacheWriteTokens,
            int reasoningTokens) {
        this(
                model,
                stream,
                includeUsage,
                choices,
                maxTokens,
                question,
                calls,
                jsonSchema,
                stops,
                promptTokens,
                cachedTokens,
                cacheWriteTokens,
                reasoningTokens,
                Optional.empty());
    }

    /** One for vectors, which take no tokens to write. */
    static Ask ofEmbeds(ModelName model, Embeds embeds, int promptTokens) {
        return new Ask(
                model,
                false,
                false,
                0,
                0,
                "",
                List.of(),
                Optional.empty(),
                List.of(),
                promptTokens,
                0,
                0,
                0,
                Optional.of(embeds));
    }

    /** A tool that the caller offers. */
    record Tool(String name, JsonNode schema) {}
}
