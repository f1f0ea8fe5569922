package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/** How one dialect asks for vectors and gives them. Stateless and thread-safe. */
interface EmbeddingShape {

    /** Checks the body as the real service does. */
    Reading read(String model, JsonNode body);

    /** The whole answer. */
    ObjectNode write(Answer answer, Embeds embeds);

    /** Headers that go with it. */
    default void counts(MultiMap headers, Answer answer) {}

    /** The vector of input {@code i}. */
    static float[] vector(Answer answer, Embeds embeds, int i) {
        return Vector.of(answer.ask().model().base(), embeds.inputs().get(i), embeds.dimensions());
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }
}
