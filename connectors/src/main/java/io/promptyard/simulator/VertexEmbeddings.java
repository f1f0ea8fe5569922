package io.promptyard.simulator;

import static io.promptyard.simulator.GeminiErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code :predict} of an embedding model on Vertex AI. */
final class VertexEmbeddings implements EmbeddingShape {

    private static final int MOST_INSTANCES = 250;
    private static final Set<String> INSTANCE = Set.of("content", "task_type", "title");
    private static final Set<String> PARAMETERS = Set.of("autoTruncate", "outputDimensionality");

    @Override
    public Reading read(String model, JsonNode body) {
        return broken(model, body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(Embeds.of(
                                texts(body),
                                body.path("parameters")
                                        .path("outputDimensionality")
                                        .asInt(Embeds.ownDimensions(model)))
                        .ask(model)));
    }

    private static List<String> texts(JsonNode body) {
        var texts = new ArrayList<String>();
        body.path("instances").forEach(it -> texts.add(it.path("content").asText()));
        return texts;
    }

    private static Optional<WireError> broken(String model, JsonNode body) {
        var check = new Check();
        check.that(body.isObject(), () -> invalid("Invalid JSON payload received. Expected an object."));
        var instances = body.path("instances");
        check.that(instances.isArray() && !instances.isEmpty(), () -> invalid("Empty instances."));
        // The newest takes one text at a time, and says so.
        var most = model.startsWith("gemini-embedding-001") ? 1 : MOST_INSTANCES;
        check.that(
                instances.size() <= most,
                () -> invalid(instances.size() + " instance(s) is not allowed, at most " + most));
        for (var instance : instances) {
            instance.fieldNames()
                    .forEachRemaining(name ->
                            check.that(INSTANCE.contains(name), () -> invalid("unknown field of instance: " + name)));
            check.that(!instance.path("content").asText().isEmpty(), () -> invalid("The text content is empty."));
            var task = instance.path("task_type");
            check.that(
                    unset(task) || GeminiEmbeddings.TASKS.contains(task.asText()),
                    () -> invalid("task_type is invalid: " + task.asText()));
        }
        body.path("parameters")
                .fieldNames()
                .forEachRemaining(
                        name -> check.that(PARAMETERS.contains(name), () -> invalid("unknown parameter: " + name)));
        return check.error();
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        var body = Json.object();
        var predictions = body.putArray("predictions");
        for (var i = 0; i < embeds.inputs().size(); i++) {
            var embeddings = predictions.addObject().putObject("embeddings");
            embeddings
                    .putObject("statistics")
                    .put("truncated", false)
                    .put("token_count", embeds.tokens().get(i));
            embeddings.set("values", Vector.numbers(EmbeddingShape.vector(answer, embeds, i)));
        }
        return body;
    }
}
