package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.promptyard.model.CompletionContent.Embeddings;
import io.promptyard.model.outcome.FinalResponse.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Vectors as OpenAI's list, in the encoding that was asked for. A vector that came in it is passed on as it stands; another
 * is converted by way of 32-bit floats, which is what base64 holds. Stateless.
 */
final class VectorWriter {
    static final String BASE64 = "base64";

    private VectorWriter() {}

    /** Whether writing means converting, which takes its time. */
    static boolean converts(Embeddings embeddings, boolean base64) {
        return embeddings.vectors().stream().anyMatch(vector -> isBase64(vector) != base64);
    }

    /** @throws IllegalArgumentException when a vector is none */
    static ObjectNode list(Answer answer, Embeddings embeddings, boolean base64) {
        ObjectNode node = Json.object().put("object", "list");
        ArrayNode data = node.putArray("data");
        for (String vector : embeddings.vectors()) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            item.putRawValue("embedding", new RawValue(in(vector, base64)));
        }
        node.put("model", answer.target().model().value());
        if (answer.usage() != null) {
            node.putObject("usage")
                    .put("prompt_tokens", answer.usage().promptTokens())
                    .put("total_tokens", answer.usage().totalTokens());
        }
        Json.merge(node, embeddings.extra());
        return node;
    }

    private static boolean isBase64(String vector) {
        return vector.startsWith("\"");
    }

    private static String in(String vector, boolean base64) {
        if (isBase64(vector) == base64) {
            return vector;
        }
        return base64 ? encoded(Json.parse(vector)) : numbers(Json.parse(vector).textValue());
    }

    private static String encoded(JsonNode numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode number : numbers) {
            bytes.putFloat(number.decimalValue().floatValue());
        }
        return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
    }

    /** The shortest digits that give the same 32-bit float again. */
    private static String numbers(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException("not a row of 32-bit floats");
        }
        StringBuilder text = new StringBuilder("[");
        while (bytes.hasRemaining()) {
            float number = bytes.getFloat();
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("not a number");
            }
            text.append(text.length() > 1 ? "," : "").append(number);
        }
        return text.append(']').toString();
    }
}
