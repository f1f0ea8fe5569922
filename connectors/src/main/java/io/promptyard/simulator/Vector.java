package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** A vector of length 1 that belongs to one text and model: the same for both, alone or among others. Stateless. */
final class Vector {

    private Vector() {}

    static float[] of(String model, String input, int dimensions) {
        var seed = Dice.mix(Dice.mix(11, model), input);
        var numbers = new double[dimensions];
        var square = 0.0;
        for (var i = 0; i < dimensions; i++) {
            numbers[i] = 2 * Dice.fraction(Dice.mix(seed, i)) - 1;
            square += numbers[i] * numbers[i];
        }
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++) {
            vector[i] = (float) (numbers[i] / Math.sqrt(square));
        }
        return vector;
    }

    static ArrayNode numbers(float[] vector) {
        var array = Json.object().arrayNode(vector.length);
        for (var number : vector) {
            array.add(number);
        }
        return array;
    }

    /** OpenAI's way: 32-bit floats, the low byte first. */
    static JsonNode base64(float[] vector) {
        var bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (var number : vector) {
            bytes.putFloat(number);
        }
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes.array()));
    }
}
