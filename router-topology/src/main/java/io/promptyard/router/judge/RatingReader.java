package io.promptyard.router.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.OptionalInt;

/** Reads {@code {"difficulty": N}} with N a whole number from 1 to 10, and takes nothing else for a rating. */
final class RatingReader {
    private static final String KEY = "difficulty";
    private static final int LONGEST = 200;
    private static final int MOST = 10;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private RatingReader() {}

    static OptionalInt read(String answer) {
        if (answer.length() > LONGEST) {
            return OptionalInt.empty();
        }
        try {
            JsonNode node = READER.readTree(answer);
            JsonNode rating = node.path(KEY);
            boolean valid = node.isObject()
                    && node.size() == 1
                    && rating.isInt()
                    && rating.intValue() >= 1
                    && rating.intValue() <= MOST;
            return valid ? OptionalInt.of(rating.intValue()) : OptionalInt.empty();
        } catch (JsonProcessingException e) {
            return OptionalInt.empty();
        }
    }
}
