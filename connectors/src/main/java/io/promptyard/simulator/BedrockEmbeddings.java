package io.promptyard.simulator;

import static io.promptyard.simulator.BedrockErrors.invalid;
import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;

/** {@code InvokeModel} for models that give vectors: each family has a form of its own. */
final class BedrockEmbeddings implements EmbeddingShape {

    private static final int MOST_TEXTS = 96;
    private static final int LONGEST_OF_V3 = 2_048;
    private static final int LONGEST_OF_TITAN = 50_000;
    private static final Set<String> TITANS_FIRST = Set.of("inputText");
    private static final Set<String> TITANS = Set.of("inputText", "dimensions", "normalize", "embeddingTypes");
    private static final Set<String> COHERES = Set.of("texts", "input_type", "truncate", "embedding_types");
    private static final Set<String> COHERES_FOURTH =
            Set.of("texts", "input_type", "truncate", "embedding_types", "output_dimension", "max_tokens");
    private static final Set<String> INPUT_TYPES =
            Set.of("search_document", "search_query", "classification", "clustering");

    @Override
    public Reading read(String model, JsonNode body) {
        var check = new Check();
        check.that(
                body.isObject(), () -> invalid("Malformed input request, please reformat your input and try again."));
        if (titan(model)) {
            titan(check, ModelName.parse(model).base().contains("v1"), body);
        } else {
            check.that(
                    model.contains("cohere.embed"),
                    () -> invalid("The simulator knows no body for this model but in Converse."));
            cohere(check, model.contains("embed-v4"), body);
        }
        return check.error()
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(
                        Embeds.of(texts(model, body), dimensions(model, body)).ask(model)));
    }

    private static boolean titan(String model) {
        return model.contains("titan-embed-text");
    }

    private static List<String> texts(String model, JsonNode body) {
        return titan(model) ? List.of(body.path("inputText").asText()) : EmbeddingShape.texts(body.path("texts"));
    }

    private static int dimensions(String model, JsonNode body) {
        return body.path(titan(model) ? "dimensions" : "output_dimension").asInt(Embeds.ownDimensions(model));
    }

    private static void titan(Check check, boolean first, JsonNode body) {
        known(check, body, first ? TITANS_FIRST : TITANS);
        var text = body.path("inputText");
        check.that(text.isTextual(), () -> invalid("Malformed input request: #: required key [inputText] not found"));
        check.that(
                !text.asText().isEmpty(),
                () -> invalid("Malformed input request: #/inputText: expected minLength: 1, actual: 0"));
        check.that(
                text.asText().length() <= LONGEST_OF_TITAN,
                () -> invalid("Malformed input request: #/inputText: expected maxLength: " + LONGEST_OF_TITAN));
        oneOf(check, body, "dimensions", Set.of("256", "512", "1024"));
        check.that(
                unset(body.path("normalize")) || body.path("normalize").isBoolean(),
                () -> invalid("Malformed input request: #/normalize: expected type: Boolean"));
        check.that(
                unset(body.path("embeddingTypes")),
                () -> invalid("The simulator gives floats, which needs no embeddingTypes."));
    }

    private static void cohere(Check check, boolean fourth, JsonNode body) {
        known(check, body, fourth ? COHERES_FOURTH : COHERES);
        var texts = body.path("texts");
        check.that(
                texts.isArray() && !texts.isEmpty() && texts.size() <= MOST_TEXTS,
                () -> invalid("Malformed input request: #/texts: expected from 1 to " + MOST_TEXTS + " items"));
        for (var text : texts) {
            check.that(
                    text.isTextual() && !text.asText().isEmpty(),
                    () -> invalid("Malformed input request: #/texts: expected minLength: 1"));
            check.that(
                    fourth || text.asText().length() <= LONGEST_OF_V3,
                    () -> invalid("Malformed input request: #/texts: expected maxLength: " + LONGEST_OF_V3));
        }
        check.that(
                INPUT_TYPES.contains(body.path("input_type").asText()),
                () -> invalid("Malformed input request: #/input_type: is not a valid enum value"));
        oneOf(check, body, "truncate", fourth ? Set.of("NONE", "LEFT", "RIGHT") : Set.of("NONE", "START", "END"));
        oneOf(check, body, "output_dimension", Set.of("256", "512", "1024", "1536"));
        var types = body.path("embedding_types");
        check.that(
                unset(types)
                        || types.isArray()
                                && types.size() == 1
                                && types.path(0).asText().equals("float"),
                () -> invalid("embedding_types: the simulator has float only"));
    }

    private static void known(Check check, JsonNode body, Set<String> fields) {
        body.fieldNames()
                .forEachRemaining(name -> check.that(
                        fields.contains(name),
                        () -> invalid("Malformed input request: #: extraneous key [" + name
                                + "] is not permitted, please reformat your input and try again.")));
    }

    private static void oneOf(Check check, JsonNode body, String field, Set<String> values) {
        var given = body.path(field);
        check.that(
                unset(given) || values.contains(given.asText()),
                () -> invalid(
                        "Malformed input request: #/" + field + ": " + given.asText() + " is not a valid enum value"));
    }

    /** Here, and for Cohere's models only here, Bedrock tells of tokens. */
    @Override
    public void counts(MultiMap headers, Answer answer) {
        headers.set(
                "x-amzn-bedrock-input-token-count",
                Integer.toString(answer.ask().promptTokens()));
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        return titan(answer.ask().model().asked()) ? titan(answer, embeds) : cohere(answer, embeds);
    }

    private static ObjectNode titan(Answer answer, Embeds embeds) {
        var body = Json.object();
        var vector = Vector.numbers(EmbeddingShape.vector(answer, embeds, 0));
        body.set("embedding", vector);
        body.putObject("embeddingsByType").set("float", vector);
        return body.put("inputTextTokenCount", answer.ask().promptTokens());
    }

    private static ObjectNode cohere(Answer answer, Embeds embeds) {
        var body = Json.object().put("id", Dice.id("", answer.hash(), 32)).put("response_type", "embeddings_by_type");
        var vectors = body.putObject("embeddings").putArray("float");
        var texts = body.putArray("texts");
        for (var i = 0; i < embeds.inputs().size(); i++) {
            vectors.add(Vector.numbers(EmbeddingShape.vector(answer, embeds, i)));
            texts.add(embeds.inputs().get(i));
        }
        return body;
    }
}
