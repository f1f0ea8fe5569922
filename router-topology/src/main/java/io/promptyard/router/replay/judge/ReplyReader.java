package io.promptyard.router.replay.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Reads a judge's reply: one JSON object with one field and nothing else, and takes nothing else for one. */
final class ReplyReader {
    private static final int LONGEST = 400;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private ReplyReader() {}

    /** The value of the one field; empty when the reply is not of that form. */
    static Optional<JsonNode> read(String reply, String field) {
        if (reply.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode node = READER.readTree(reply);
            return node.isObject() && node.size() == 1 ? Optional.ofNullable(node.get(field)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
