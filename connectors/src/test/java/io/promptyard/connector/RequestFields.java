package io.promptyard.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dialect's request back into the fields of a chat completion: the way that {@link RequestWords} goes for what was
 * said. Knows the wire of each dialect by its documentation, nothing of the mappers. Stateless.
 */
final class RequestFields {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where a field stands that is the same value there; by the first letter of the dialect's kind, see {@link #kind}. */
    private static final String PLACES = """
            max_completion_tokens O/max_completion_tokens R/max_output_tokens A/max_tokens G/generationConfig/maxOutputTokens \
            B/inferenceConfig/maxTokens C/max_tokens L/options/num_predict
            temperature O/temperature R/temperature A/temperature G/generationConfig/temperature \
            B/inferenceConfig/temperature C/temperature L/options/temperature
            top_p O/top_p R/top_p A/top_p G/generationConfig/topP B/inferenceConfig/topP C/p L/options/top_p
            top_k O/top_k A/top_k G/generationConfig/topK B/additionalModelRequestFields/top_k C/k L/options/top_k
            stop O/stop A/stop_sequences G/generationConfig/stopSequences B/inferenceConfig/stopSequences \
            C/stop_sequences L/options/stop
            seed O/seed G/generationConfig/seed C/seed L/options/seed
            presence_penalty O/presence_penalty G/generationConfig/presencePenalty C/presence_penalty L/options/presence_penalty
            frequency_penalty O/frequency_penalty G/generationConfig/frequencyPenalty C/frequency_penalty \
            L/options/frequency_penalty
            n O/n G/generationConfig/candidateCount
            user O/user R/user A/metadata/user_id
            metadata O/metadata R/metadata
            service_tier O/service_tier R/service_tier
            store O/store R/store
            prompt_cache_key O/prompt_cache_key R/prompt_cache_key
            verbosity O/verbosity R/text/verbosity
            prediction O/prediction
            logit_bias O/logit_bias
            modalities O/modalities
            web_search_options O/web_search_options
            """;

    private static final Map<String, String> POINTERS = pointers();
    private static final Map<Integer, String> BUDGETS = Map.of(1_024, "low", 8_192, "medium", 24_576, "high");

    private final char kind;
    private final JsonNode request;

    private RequestFields(String dialect, JsonNode request) {
        this.kind = kind(dialect);
        this.request = request;
    }

    /** Every value that {@code request} has for {@code field}, as chat would say it; none when it has no such thing. */
    static List<JsonNode> read(String dialect, JsonNode request, String field) {
        RequestFields fields = new RequestFields(dialect, request);
        String pointer = POINTERS.get(field + " " + fields.kind);
        if (pointer != null) {
            JsonNode there = request.at(pointer);
            return there.isMissingNode() ? List.of() : List.of(there);
        }
        List<JsonNode> found = new ArrayList<>();
        fields.structured(field, found);
        return found;
    }

    private static char kind(String dialect) {
        return switch (dialect) {
            case "openai", "azure" -> 'O';
            case "responses" -> 'R';
            case "anthropic" -> 'A';
            case "gemini", "vertex" -> 'G';
            case "bedrock" -> 'B';
            case "cohere" -> 'C';
            case "ollama" -> 'L';
            default -> throw new IllegalArgumentException(dialect);
        };
    }

    private void structured(String field, List<JsonNode> found) {
        switch (field) {
            case "logprobs" -> add(found, logprobs());
            case "parallel_tool_calls" -> add(found, parallel());
            case "reasoning_effort" -> add(found, effort());
            case "json_schema" -> add(found, schema());
            case "json_object" -> add(found, anyJson());
            case "tools.strict" -> add(found, strict());
            case "tool_choice" -> add(found, RequestChoice.of(kind, request));
            default ->
                walk(request, node -> {
                    if (kind == 'L' && field.equals("image_url by data")) {
                        node.path("images").forEach(each -> found.add(RequestParts.png(each)));
                    } else {
                        add(found, part(field, node));
                    }
                });
        }
    }

    private @Nullable JsonNode logprobs() {
        return switch (kind) {
            case 'G' -> when(at("/generationConfig/responseLogprobs").asBoolean(), at("/generationConfig/logprobs"));
            case 'R' -> when(at("/include").toString().contains("message.output_text.logprobs"), at("/top_logprobs"));
            default -> when(at("/logprobs").asBoolean(), at("/top_logprobs"));
        };
    }

    private @Nullable JsonNode parallel() {
        JsonNode said = kind == 'A' ? at("/tool_choice/disable_parallel_tool_use") : at("/parallel_tool_calls");
        return said.isBoolean() ? JSON.booleanNode((kind == 'A') != said.booleanValue()) : null;
    }

    private @Nullable JsonNode effort() {
        return switch (kind) {
            case 'O' -> text(at("/reasoning_effort"));
            case 'R' -> text(at("/reasoning/effort"));
            case 'A' -> text(at("/output_config/effort"));
            case 'B' -> text(at("/additionalModelRequestFields/output_config/effort"));
            case 'G' -> budget(at("/generationConfig/thinkingConfig/thinkingBudget"));
            case 'C' ->
                "enabled".equals(at("/thinking/type").textValue())
                                && !at("/thinking").has("token_budget")
                        ? TextNode.valueOf("high")
                        : budget(at("/thinking/token_budget"));
            default -> text(at("/think"));
        };
    }

    private static @Nullable JsonNode budget(JsonNode tokens) {
        String effort = BUDGETS.get(tokens.asInt(-1));
        return effort == null ? null : TextNode.valueOf(effort);
    }

    private @Nullable JsonNode schema() {
        return switch (kind) {
            case 'O' -> object(at("/response_format/json_schema/schema"));
            case 'R' -> object(at("/text/format/schema"));
            case 'A' -> object(at("/output_config/format/schema"));
            case 'G' -> object(at("/generationConfig/responseJsonSchema"));
            case 'C' -> object(at("/response_format/json_schema"));
            case 'L' -> object(at("/format"));
            default -> null;
        };
    }

    private @Nullable JsonNode anyJson() {
        boolean any = switch (kind) {
            case 'O', 'C' -> "json_object".equals(at("/response_format/type").textValue());
            case 'R' -> "json_object".equals(at("/text/format/type").textValue());
            case 'G' ->
                "application/json"
                        .equals(at("/generationConfig/responseMimeType").textValue());
            case 'L' -> "json".equals(at("/format").textValue());
            default -> false;
        };
        return any ? JSON.booleanNode(true) : null;
    }

    private @Nullable JsonNode strict() {
        JsonNode strict = switch (kind) {
            case 'O' -> at("/tools/0/function/strict");
            case 'R' -> at("/tools/0/strict");
            case 'C' -> at("/strict_tools");
            default -> JSON.missingNode();
        };
        return when(strict.asBoolean(), strict);
    }

    /** What one node of the request's tree says of {@code field}; null when nothing. */
    private @Nullable JsonNode part(String field, ObjectNode node) {
        return switch (field) {
            case "image_url by data" -> RequestParts.image(kind, node, true);
            case "image_url by address" -> RequestParts.image(kind, node, false);
            case "image_url.detail" ->
                kind == 'R' ? when(node.has("image_url"), node.path("detail")) : text(node.at("/image_url/detail"));
            case "input_audio" -> RequestParts.audio(kind, node);
            case "file by data" -> RequestParts.file(kind, node);
            case "thinking_blocks" -> text(node.path("signature"));
            case "thought_signature" ->
                text(kind == 'G' ? node.path("thoughtSignature") : node.path("thought_signature"));
            case "cache_control" ->
                kind == 'B'
                        ? when(node.has("cachePoint"), JSON.objectNode().put("type", "ephemeral"))
                        : object(node.path("cache_control"));
            case "messages.name" -> when(node.has("role"), node.path("name"));
            default -> null; // a field that this wire has no place for
        };
    }

    private JsonNode at(String pointer) {
        return request.at(pointer);
    }

    static @Nullable JsonNode text(JsonNode node) {
        return node.isTextual() ? node : null;
    }

    private static @Nullable JsonNode object(JsonNode node) {
        return node.isObject() ? node : null;
    }

    private static @Nullable JsonNode when(boolean said, JsonNode value) {
        return said && !value.isMissingNode() ? value : null;
    }

    private static void add(List<JsonNode> found, @Nullable JsonNode value) {
        if (value != null) {
            found.add(value);
        }
    }

    private interface Visitor {
        void visit(ObjectNode node);
    }

    private static void walk(JsonNode node, Visitor visitor) {
        if (node instanceof ObjectNode object) {
            visitor.visit(object);
        }
        node.forEach(child -> walk(child, visitor));
    }

    private static Map<String, String> pointers() {
        Map<String, String> pointers = new HashMap<>();
        Set<Character> kinds = Set.of('O', 'R', 'A', 'G', 'B', 'C', 'L');
        PLACES.lines().forEach(line -> {
            String[] words = line.split(" +");
            for (int i = 1; i < words.length; i++) {
                char letter = words[i].charAt(0);
                if (!kinds.contains(letter)) {
                    throw new IllegalStateException(line);
                }
                pointers.put(words[0] + " " + letter, words[i].substring(1));
            }
        });
        return pointers;
    }
}
