package io.promptyard.simulator;

import static io.promptyard.simulator.GeminiErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code :batchEmbedContents} of the Gemini API. */
final class GeminiEmbeddings implements EmbeddingShape {

    private static final int MOST_REQUESTS = 100;
    private static final Set<String> FIELDS = Set.of("model", "content", "taskType", "title", "outputDimensionality");

    static final Set<String> TASKS = Set.of(
            "TASK_TYPE_UNSPECIFIED",
            "RETRIEVAL_QUERY",
            "RETRIEVAL_DOCUMENT",
            "SEMANTIC_SIMILARITY",
            "CLASSIFICATION",
            "CLUSTERING",
            "QUESTION_ANSWERING",
            "FACT_VERIFICATION",
            "CODE_RETRIEVAL_QUERY");

    @Override
    public Reading read(String model, JsonNode body) {
        return broken(model, body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(Embeds.of(
                                texts(body),
                                body.path("requests")
                                        .path(0)
                                        .path("outputDimensionality")
                                        .asInt(Embeds.ownDimensions(model)))
                        .ask(model)));
    }

    private static List<String> texts(JsonNode body) {
        var texts = new ArrayList<String>();
        for (var request : body.path("requests")) {
            var text = new StringBuilder();
            request.path("content")
                    .path("parts")
                    .forEach(part -> text.append(part.path("text").asText()));
            texts.add(text.toString());
        }
        return texts;
    }

    private static Optional<WireError> broken(String model, JsonNode body) {
        var check = new Check();
        check.that(body.isObject(), () -> invalid("Invalid JSON payload received. Expected an object."));
        body.fieldNames()
                .forEachRemaining(name -> check.that(
                        name.equals("requests"),
                        () -> invalid("Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find"
                                + " field.")));
        var requests = body.path("requests");
        check.that(
                requests.isArray() && !requests.isEmpty(),
                () -> invalid("* BatchEmbedContentsRequest.requests: must not be empty"));
        check.that(
                requests.size() <= MOST_REQUESTS,
                () -> invalid("* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch"));
        for (var i = 0; i < requests.size(); i++) {
            request(check, "requests[" + i + "]", requests.path(i), model);
        }
        return check.error();
    }

    private static void request(Check check, String path, JsonNode request, String model) {
        request.fieldNames()
                .forEachRemaining(name -> check.that(
                        FIELDS.contains(name),
                        () -> invalid("Invalid JSON payload received. Unknown name \"" + name + "\" at '" + path
                                + "': Cannot find field.")));
        check.that(
                request.path("model").asText().equals("models/" + model),
                () -> invalid("* BatchEmbedContentsRequest." + path + ".model: must be the model of the batch"));
        var parts = request.path("content").path("parts");
        check.that(parts.isArray() && !parts.isEmpty(), () -> invalid(path + ".content: contents is not specified"));
        for (var part : parts) {
            check.that(!part.path("text").asText().isEmpty(), () -> invalid(path + ".content: content is empty"));
        }
        var task = request.path("taskType");
        check.that(
                unset(task) || TASKS.contains(task.asText()),
                () -> invalid("Invalid value at '" + path + ".task_type', \"" + task.asText() + "\""));
        var dimensions = request.path("outputDimensionality");
        check.that(
                unset(dimensions) || dimensions.isIntegralNumber() && dimensions.asInt() > 0,
                () -> invalid("Invalid value at '" + path + ".output_dimensionality'"));
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        var body = Json.object();
        var vectors = body.putArray("embeddings");
        for (var i = 0; i < embeds.inputs().size(); i++) {
            vectors.addObject().set("values", Vector.numbers(EmbeddingShape.vector(answer, embeds, i)));
        }
        body.putObject("usageMetadata").put("promptTokenCount", answer.ask().promptTokens());
        return body;
    }
}
