package io.promptyard.router.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The learner's own records as JSON, for its repartition topics and changelogs: what a later version adds is passed over
 * by an earlier one. Errors name no content. Thread-safe.
 */
final class Notes {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String TAG = "signal";

    private Notes() {}

    static Serde<Signal> signals() {
        return Serdes.serdeFrom(
                (topic, signal) -> signal == null ? null : bytes(tagged(signal)),
                (topic, bytes) -> bytes == null ? null : signal(bytes));
    }

    static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : bytes(value),
                (topic, bytes) -> bytes == null ? null : read(bytes, type));
    }

    private static ObjectNode tagged(Signal signal) {
        String kind = switch (signal) {
            case Signal.Asked asked -> "asked";
            case Signal.Decided decided -> "decided";
            case Signal.Ended ended -> "ended";
            case Signal.Judged judged -> "judged";
        };
        return JSON.<ObjectNode>valueToTree(signal).put(TAG, kind);
    }

    private static Signal signal(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            String kind = node.path(TAG).asText();
            return switch (kind) {
                case "asked" -> JSON.treeToValue(node, Signal.Asked.class);
                case "decided" -> JSON.treeToValue(node, Signal.Decided.class);
                case "ended" -> JSON.treeToValue(node, Signal.Ended.class);
                case "judged" -> JSON.treeToValue(node, Signal.Judged.class);
                default -> throw new SerializationException("a signal of a kind that this version does not know");
            };
        } catch (IOException e) {
            throw new SerializationException("no signal: " + e.getClass().getSimpleName());
        }
    }

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException(
                    "cannot be written: " + e.getClass().getSimpleName());
        }
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new SerializationException(
                    "no " + type.getSimpleName() + ": " + e.getClass().getSimpleName());
        }
    }
}
