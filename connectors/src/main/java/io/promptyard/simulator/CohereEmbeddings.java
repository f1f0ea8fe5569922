package io.promptyard.simulator;

import static io.promptyard.simulator.CohereErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v2/embed}, for texts, as numbers. */
final class CohereEmbeddings implements EmbeddingShape {

    private static final int MOST_TEXTS = 96;
    private static final Set<String> FIELDS = Set.of(
            "model",
            "texts",
            "input_type",
            "embedding_types",
            "output_dimension",
            "truncate",
            "max_tokens",
            "priority");
    private static final Set<String> INPUT_TYPES =
            Set.of("search_document", "search_query", "classification", "clustering");
    private static final Set<Integer> DIMENSIONS = Set.of(256, 512, 1024, 1536);

    @Override
    public Reading read(String model, JsonNode body) {
        return broken(model, body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(Embeds.of(
                                EmbeddingShape.texts(body.path("texts")),
                                body.path("output_dimension").asInt(Embeds.ownDimensions(model)))
                        .ask(model)));
    }

    private static Optional<WireError> broken(String model, JsonNode body) {
        var check = new Check();
        check.that(body.isObject(), () -> invalid("request body must be a JSON object"));
        body.fieldNames()
                .forEachRemaining(name -> check.that(FIELDS.contains(name), () -> invalid("unknown field: " + name)));
        check.that(!model.isBlank(), () -> invalid("model parameter is required"));
        var texts = body.path("texts");
        check.that(
                texts.isArray() && !texts.isEmpty() && texts.size() <= MOST_TEXTS,
                () -> invalid("texts: must have from 1 to " + MOST_TEXTS + " elements"));
        for (var text : texts) {
            check.that(text.isTextual() && !text.textValue().isEmpty(), () -> invalid("texts: must not be empty"));
        }
        check.that(
                INPUT_TYPES.contains(body.path("input_type").asText()),
                () -> invalid("valid input_type must be provided with the provided model"));
        var types = body.path("embedding_types");
        check.that(
                types.isArray() && types.size() == 1 && types.path(0).asText().equals("float"),
                () -> invalid("embedding_types: the simulator has float only"));
        var dimension = body.path("output_dimension");
        check.that(
                unset(dimension) || DIMENSIONS.contains(dimension.asInt()),
                () -> invalid("output_dimension must be one of 256, 512, 1024, 1536"));
        var truncate = body.path("truncate");
        check.that(
                unset(truncate) || Set.of("NONE", "START", "END").contains(truncate.asText()),
                () -> invalid("truncate must be one of NONE, START, END"));
        return check.error();
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        var body = Json.object().put("id", Dice.id("", answer.hash(), 32));
        var vectors = body.putObject("embeddings").putArray("float");
        var texts = body.putArray("texts");
        for (var i = 0; i < embeds.inputs().size(); i++) {
            vectors.add(Vector.numbers(EmbeddingShape.vector(answer, embeds, i)));
            texts.add(embeds.inputs().get(i));
        }
        var meta = body.putObject("meta");
        meta.putObject("api_version").put("version", "2");
        meta.putObject("billed_units").put("input_tokens", answer.ask().promptTokens());
        return body.put("response_type", "embeddings_by_type");
    }
}
