package io.promptyard.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Something that a chat completion may say, beside what is said in it.
 *
 * @param name a row of the table, and what {@link RequestFields} reads back
 * @param told what it is called where it is left out; empty for fields of other dialects' messages, of which nothing is told
 * @param rivals fields that say the same thing: one of them at a time
 * @param values some, as JSON
 * @param put says a value in a request that has a user's message with one text part
 */
record ChatField(String name, String told, String rivals, List<String> values, BiConsumer<ObjectNode, JsonNode> put) {
    private static final String TOOLS = "[{\"type\":\"function\",\"function\":{\"name\":\"find\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{}}}},{\"type\":\"function\",\"function\":{\"name\":\"count\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{}}}}]";
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"integer\"}},"
            + "\"required\":[\"%1$s\"],\"additionalProperties\":false}";

    /** All, in the order of the table. */
    static List<ChatField> all() {
        List<ChatField> all = new ArrayList<>();
        sampling(all);
        tools(all);
        formats(all);
        parts(all);
        messages(all);
        hints(all);
        return List.copyOf(all);
    }

    /** What {@code value} is to be read back as. */
    JsonNode readAs(JsonNode value) {
        return rivals.equals("tool_choice") ? RequestFields.text(value) == null ? named(value) : value : value;
    }

    private static JsonNode named(JsonNode choice) {
        return WireJson.object().textNode("name:" + choice.at("/function/name").asText());
    }

    private static void sampling(List<ChatField> all) {
        plain(all, "max_completion_tokens", "4000", "8000");
        plain(all, "temperature", "0.0", "0.25", "1.0");
        plain(all, "top_p", "0.1", "0.9");
        plain(all, "top_k", "1", "40");
        plain(all, "stop", "[\"END\"]", "[\"a\",\"\\n\\nHuman:\",\"✓\"]");
        plain(all, "seed", "0", "2147483647");
        plain(all, "presence_penalty", "0.5", "1.0");
        plain(all, "frequency_penalty", "0.25");
        plain(all, "n", "2", "4");
        all.add(new ChatField(
                "logprobs",
                "logprobs",
                "",
                List.of("1", "5"),
                (request, value) -> request.put("logprobs", true).set("top_logprobs", value)));
        plain(all, "reasoning_effort", "\"low\"", "\"medium\"", "\"high\"");
    }

    private static void tools(List<ChatField> all) {
        for (String choice : List.of("\"auto\"", "\"none\"", "\"required\"")) {
            all.add(choice("tool_choice: " + choice.replace("\"", ""), choice));
        }
        all.add(choice("tool_choice: a function", "{\"type\":\"function\",\"function\":{\"name\":\"count\"}}"));
        all.add(new ChatField(
                "parallel_tool_calls",
                "parallel_tool_calls",
                "",
                List.of("false"),
                (request, value) -> offered(request).set("parallel_tool_calls", value)));
        all.add(new ChatField(
                "tools.strict",
                "tools.strict",
                "",
                List.of("true"),
                (request, value) -> offered(request)
                        .path("tools")
                        .forEach(tool -> ((ObjectNode) tool.path("function")).set("strict", value))));
    }

    private static ChatField choice(String name, String value) {
        return new ChatField(
                name,
                "tool_choice",
                "tool_choice",
                List.of(value),
                (request, said) -> offered(request).set("tool_choice", said));
    }

    private static ObjectNode offered(ObjectNode request) {
        if (!request.has("tools")) {
            request.set("tools", parse(TOOLS));
        }
        return request;
    }

    private static void formats(List<ChatField> all) {
        List<String> schemas = List.of(SCHEMA.formatted("b"), SCHEMA.formatted("ü"));
        all.add(new ChatField("json_schema", "response_format", "response_format", schemas, (request, value) -> {
            ObjectNode format = request.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema").put("name", "n").put("strict", true).set("schema", value);
        }));
        all.add(new ChatField(
                "json_object",
                "response_format",
                "response_format",
                List.of("true"),
                (request, value) -> request.putObject("response_format").put("type", "json_object")));
    }

    private static void parts(List<ChatField> all) {
        all.add(new ChatField(
                "image_url by data",
                "image_url",
                "",
                List.of("\"data:image/png;base64,iVBORw0KGgo=\"", "\"data:image/png;base64,AAAA\""),
                (request, value) -> image(request).set("url", value)));
        all.add(new ChatField(
                "image_url by address",
                "image_url",
                "",
                List.of("\"https://h.example/a/cat.jpg\""),
                (request, value) -> image(request).set("url", value)));
        all.add(new ChatField(
                "image_url.detail",
                "image_url.detail",
                "",
                List.of("\"low\"", "\"high\""),
                (request, value) ->
                        image(request).put("url", "data:image/png;base64,BBBB").set("detail", value)));
        all.add(new ChatField(
                "input_audio",
                "input_audio",
                "",
                List.of("{\"data\":\"UklGRg==\",\"format\":\"wav\"}"),
                (request, value) -> part(request, "input_audio").set("input_audio", value)));
        all.add(new ChatField(
                "file by data",
                "file",
                "",
                List.of("\"data:application/pdf;base64,JVBERi0=\""),
                (request, value) -> part(request, "file")
                        .putObject("file")
                        .put("filename", "a.pdf")
                        .set("file_data", value)));
    }

    private static ObjectNode image(ObjectNode request) {
        return part(request, "image_url").putObject("image_url");
    }

    private static ObjectNode part(ObjectNode request, String type) {
        return content(request).addObject().put("type", type);
    }

    private static ArrayNode content(ObjectNode request) {
        ArrayNode messages = (ArrayNode) request.path("messages");
        return (ArrayNode) messages.get(messages.size() - 1).path("content");
    }

    private static void messages(List<ChatField> all) {
        all.add(new ChatField(
                "thinking_blocks",
                "",
                "",
                List.of("\"c2ln+/==\"", "\"EqQB\""),
                (request, value) -> earlier(request)
                        .putArray("thinking_blocks")
                        .addObject()
                        .put("type", "thinking")
                        .put("thinking", "Hm.")
                        .set("signature", value)));
        all.add(new ChatField(
                "thought_signature",
                "",
                "",
                List.of("\"CiQB+/==\""),
                (request, value) -> earlier(request)
                        .putObject("extra_content")
                        .putObject("google")
                        .set("thought_signature", value)));
        all.add(new ChatField(
                "cache_control",
                "cache_control",
                "",
                List.of("{\"type\":\"ephemeral\"}"),
                (request, value) -> ((ObjectNode) content(request).get(0)).set("cache_control", value)));
        all.add(new ChatField(
                "messages.name",
                "messages.name",
                "",
                List.of("\"ada\""),
                (request, value) -> ((ObjectNode) request.at("/messages/0")).set("name", value)));
    }

    /** An answer that was given before: behind the first message, the user goes on. */
    private static ObjectNode earlier(ObjectNode request) {
        ArrayNode messages = (ArrayNode) request.path("messages");
        ObjectNode answer = messages.insertObject(1).put("role", "assistant").put("content", "Yes.");
        if (messages.size() == 2) {
            messages.addObject()
                    .put("role", "user")
                    .putArray("content")
                    .addObject()
                    .put("type", "text")
                    .put("text", "Go on");
        }
        return answer;
    }

    private static void hints(List<ChatField> all) {
        plain(all, "user", "\"user-1\"");
        plain(all, "metadata", "{\"team\":\"a\"}");
        plain(all, "service_tier", "\"flex\"");
        plain(all, "store", "true");
        plain(all, "prompt_cache_key", "\"k\"");
        plain(all, "verbosity", "\"low\"");
        plain(all, "prediction", "{\"type\":\"content\",\"content\":\"x\"}");
        plain(all, "logit_bias", "{\"50256\":-100}");
        plain(all, "modalities", "[\"text\",\"audio\"]");
        plain(all, "web_search_options", "{\"search_context_size\":\"low\"}");
    }

    private static void plain(List<ChatField> all, String name, String... values) {
        all.add(new ChatField(name, name, "", List.of(values), (request, value) -> request.set(name, value)));
    }

    static JsonNode parse(String json) {
        try {
            return WireJson.parse(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
