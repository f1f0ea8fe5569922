package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;
import static io.promptyard.simulator.OllamaErrors.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** {@code POST /api/embed}. Fields that it does not know it lets pass. */
final class OllamaEmbeddings implements EmbeddingShape {

    @Override
    public Reading read(String model, JsonNode body) {
        return broken(model, body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(
                        Embeds.of(inputs(body), dimensions(model, body)).ask(model)));
    }

    private static List<String> inputs(JsonNode body) {
        var input = body.path("input");
        return input.isTextual() ? List.of(input.textValue()) : EmbeddingShape.texts(input);
    }

    private static int dimensions(String model, JsonNode body) {
        return Math.min(body.path("dimensions").asInt(Integer.MAX_VALUE), Embeds.ownDimensions(model));
    }

    private static Optional<WireError> broken(String model, JsonNode body) {
        var check = new Check();
        check.that(body.isObject(), () -> invalid("invalid character at the beginning of the body"));
        check.that(!model.isBlank(), () -> invalid("model is required"));
        var input = body.path("input");
        check.that(input.isTextual() || input.isArray(), () -> invalid("invalid input type"));
        for (var each : input) {
            check.that(each.isTextual(), () -> invalid("invalid input type"));
        }
        var truncate = body.path("truncate");
        check.that(
                unset(truncate) || truncate.isBoolean(),
                () -> OllamaErrors.wrongType(JsonKind.of(truncate), "truncate", "bool"));
        var dimensions = body.path("dimensions");
        check.that(
                unset(dimensions) || dimensions.isIntegralNumber(),
                () -> OllamaErrors.wrongType(JsonKind.of(dimensions), "dimensions", "int"));
        return check.error();
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        var body = Json.object().put("model", answer.ask().model().asked());
        var vectors = body.putArray("embeddings");
        for (var i = 0; i < embeds.inputs().size(); i++) {
            vectors.add(Vector.numbers(EmbeddingShape.vector(answer, embeds, i)));
        }
        return body.put("total_duration", 2_000_000L)
                .put("load_duration", 1_000_000L)
                .put("prompt_eval_count", answer.ask().promptTokens());
    }
}
