package io.promptyard.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.PromptContent.PromptBody;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends, at any level, can be put together again from the record. */
class PromptRoundTripTest {

    @Property(tries = 300)
    void shouldLoseNoFieldWhenARequestBecomesARecord(@ForAll("requests") String json) {
        // Given
        JsonNode sent = Json.parse(json);

        // When
        ChatCompletionRequest read = PromptMapper.read(Json.body(Buffer.buffer(json)));

        // Then
        ObjectNode again = RequestRebuilder.rebuild(read.model(), read.stream(), (PromptBody) read.body());
        assertThat(normal(again)).isEqualTo(normal(sent));
    }

    @Property(tries = 200)
    void shouldKeepEveryDigitWhenANumberIsWritten(@ForAll BigDecimal number) {
        // Given
        String json = "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"temperature\":" + number + ",\"other\":"
                + number + "}";

        // When
        PromptBody body =
                (PromptBody) PromptMapper.read(Json.body(Buffer.buffer(json))).body();

        // Then
        ObjectNode again = RequestRebuilder.rebuild("auto", false, body);
        assertThat(again.get("temperature").decimalValue()).isEqualByComparingTo(number);
        assertThat(again.get("other").decimalValue()).isEqualTo(number);
    }

    /** Equal as requests: numbers by value. */
    private static JsonNode normal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(field -> copy.set(field.getKey(), normal(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.object().putArray("copy");
            array.forEach(each -> copy.add(normal(each)));
            return copy;
        }
        return node.isNumber()
                ? Json.object()
                        .textNode(node.decimalValue().stripTrailingZeros().toPlainString())
                : node;
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<ObjectNode> root = extras().map(extra -> {
            ObjectNode node = extra.deepCopy();
            node.put("model", "auto").put("stream", true);
            return node;
        });
        Arbitrary<List<ObjectNode>> messages = message().list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<List<ObjectNode>> tools = tool().list().ofMinSize(1).ofMaxSize(2);
        Arbitrary<ObjectNode> sampling = Arbitraries.maps(
                        Arbitraries.of("temperature", "top_p", "presence_penalty"),
                        Arbitraries.doubles().between(0, 1).ofScale(3))
                .map(PromptRoundTripTest::numbers);
        return Combinators.combine(root, messages, tools, sampling).as((node, said, given, numbers) -> {
            node.putArray("messages").addAll(said);
            node.putArray("tools").addAll(given);
            node.setAll(numbers);
            node.putArray("stop").add("END");
            node.put("max_tokens", 7).put("seed", 9_007_199_254_740_993L);
            return Json.text(node);
        });
    }

    private static ObjectNode numbers(Map<String, Double> values) {
        ObjectNode node = Json.object();
        values.forEach(node::put);
        return node;
    }

    private static Arbitrary<ObjectNode> message() {
        Arbitrary<ArrayNode> parts = part().list().ofMinSize(1).ofMaxSize(3).map(list -> {
            ArrayNode array = Json.object().putArray("content");
            return array.addAll(list);
        });
        Arbitrary<List<ObjectNode>> calls = call().list().ofMinSize(1).ofMaxSize(2);
        return Combinators.combine(
                        extras(), Arbitraries.of("system", "user", "assistant", "developer", "tool"), parts, calls)
                .as((extra, role, content, toolCalls) -> {
                    ObjectNode node = extra.deepCopy().put("role", role);
                    node.set("content", content);
                    if ("assistant".equals(role)) {
                        node.putArray("tool_calls").addAll(toolCalls);
                    }
                    if ("tool".equals(role)) {
                        node.put("tool_call_id", "call_1");
                    }
                    return node;
                });
    }

    private static Arbitrary<ObjectNode> part() {
        Arbitrary<ObjectNode> inner = extras();
        return Combinators.combine(
                        extras(), inner, Arbitraries.of("text", "image_url", "input_audio", "file", "hologram"))
                .as((extra, nested, type) -> {
                    ObjectNode node = extra.deepCopy().put("type", type);
                    ObjectNode object = nested.deepCopy();
                    switch (type) {
                        case "text" -> node.put("text", "hello");
                        case "image_url" ->
                            node.set(type, object.put("url", "data:x").put("detail", "low"));
                        case "input_audio" ->
                            node.set(type, object.put("data", "AA==").put("format", "wav"));
                        case "file" -> node.set(type, object.put("file_id", "file_1"));
                        default -> node.set("beam", object);
                    }
                    return node;
                });
    }

    private static Arbitrary<ObjectNode> tool() {
        return Combinators.combine(extras(), extras(), Arbitraries.of("function", "custom"))
                .as((extra, nested, type) -> {
                    ObjectNode node = extra.deepCopy().put("type", type);
                    ObjectNode own = nested.deepCopy().put("name", "f").put("description", "d");
                    if ("function".equals(type)) {
                        own.put("strict", true).putObject("parameters").put("type", "object");
                    }
                    node.set(type, own);
                    return node;
                });
    }

    private static Arbitrary<ObjectNode> call() {
        return Combinators.combine(extras(), extras(), Arbitraries.of("function", "custom"))
                .as((extra, nested, type) -> {
                    ObjectNode node = extra.deepCopy().put("id", "call_1").put("type", type);
                    ObjectNode own = nested.deepCopy().put("name", "f");
                    node.set(type, "function".equals(type) ? own.put("arguments", "{\"a\": 1}") : own);
                    return node;
                });
    }

    /** Fields that no version of ours knows. */
    private static Arbitrary<ObjectNode> extras() {
        Arbitrary<JsonNode> values = Arbitraries.of(
                Json.parse("null"),
                Json.parse("1.10"),
                Json.parse("\"é\\u0000\\\"\""),
                Json.parse("[1,[],{}]"),
                Json.parse("{\"deep\":{\"er\":123456789012345678901234567890}}"),
                Json.parse("{}"),
                Json.parse("true"));
        return Arbitraries.maps(Arbitraries.of("x_one", "x-two", "x three", "extra", "logit_bias"), values)
                .ofMaxSize(3)
                .map(fields -> {
                    ObjectNode node = Json.object();
                    fields.forEach(node::set);
                    return node;
                });
    }
}
