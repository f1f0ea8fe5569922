package io.promptyard.simulator;

import static io.promptyard.simulator.JsonKind.unset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Optional;

/** {@code POST /embeddings}, as OpenAI and Azure. Fields it does not know it lets pass, because its many hosts differ. */
final class OpenAiEmbeddings implements EmbeddingShape {

    private static final int MOST_INPUTS = 2048;
    private static final int MOST_TOKENS_OF_ONE = 8192;
    private static final int MOST_TOKENS = 300_000;

    @Override
    public Reading read(String model, JsonNode body) {
        return broken(model, body)
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Understood(embeds(model, body).ask(model)));
    }

    private static Optional<WireError> broken(String model, JsonNode body) {
        var check = new Check();
        check.that(body.isObject(), OpenAiErrors::unparsable);
        check.that(!model.isBlank(), () -> WireError.invalid("you must provide a model parameter"));
        var input = body.path("input");
        check.that(!unset(input), () -> OpenAiErrors.missing("input"));
        check.that(wellFormed(input), () -> invalidInput("'$.input' is invalid."));
        var format = body.path("encoding_format");
        check.that(
                unset(format)
                        || format.asText().equals("float")
                        || format.asText().equals("base64"),
                () -> OpenAiErrors.wrongValue("encoding_format", format.asText(), "'float' and 'base64'"));
        var dimensions = body.path("dimensions");
        check.that(
                unset(dimensions) || dimensions.isIntegralNumber() && dimensions.asInt() > 0,
                () -> OpenAiErrors.wrongType("dimensions", "an integer", dimensions));
        check.that(
                unset(dimensions) || !model.contains("ada-002"),
                () -> WireError.invalid("This model does not support specifying dimensions."));
        check.that(
                unset(dimensions) || !known(model) || dimensions.asInt() <= Embeds.ownDimensions(model),
                () -> WireError.invalid("Invalid value for 'dimensions' = " + dimensions
                        + ". Must be less than or equal to " + Embeds.ownDimensions(model) + "."));
        var user = body.path("user");
        check.that(unset(user) || user.isTextual(), () -> OpenAiErrors.wrongType("user", "a string", user));
        if (check.clean()) {
            lengths(check, embeds(model, body));
        }
        return check.error();
    }

    private static boolean known(String model) {
        return model.contains("text-embedding-3");
    }

    private static void lengths(Check check, Embeds embeds) {
        check.that(
                embeds.inputs().size() <= MOST_INPUTS,
                () -> invalidInput("'$.input' is invalid: at most " + MOST_INPUTS + " inputs."));
        for (var tokens : embeds.tokens()) {
            check.that(
                    tokens <= MOST_TOKENS_OF_ONE,
                    () -> WireError.invalid("This model's maximum context length is " + MOST_TOKENS_OF_ONE
                            + " tokens, however you requested " + tokens + " tokens (" + tokens
                            + " in your prompt; 0 for the completion). Please reduce your prompt; or completion"
                            + " length."));
        }
        check.that(
                embeds.tokens().stream().mapToInt(Integer::intValue).sum() <= MOST_TOKENS,
                () -> WireError.invalid(
                        null,
                        "max_tokens_per_request",
                        "Requested too many tokens, max " + MOST_TOKENS + " tokens per request"));
    }

    private static WireError invalidInput(String what) {
        return WireError.invalid(
                what + " Please check the API reference: https://platform.openai.com/docs/api-reference.");
    }

    /** A text, texts, tokens or lists of tokens; nothing of it empty. */
    private static boolean wellFormed(JsonNode input) {
        if (input.isTextual()) {
            return !input.textValue().isEmpty();
        }
        return input.isArray() && !input.isEmpty() && (texts(input) || tokens(input) || lists(input));
    }

    private static boolean texts(JsonNode input) {
        for (var each : input) {
            if (!each.isTextual() || each.textValue().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean tokens(JsonNode input) {
        for (var each : input) {
            if (!each.isIntegralNumber() || each.asInt() < 0) {
                return false;
            }
        }
        return !input.isEmpty();
    }

    private static boolean lists(JsonNode input) {
        for (var each : input) {
            if (!each.isArray() || !tokens(each)) {
                return false;
            }
        }
        return true;
    }

    private static Embeds embeds(String model, JsonNode body) {
        var input = body.path("input");
        var inputs = new ArrayList<String>();
        var tokens = new ArrayList<Integer>();
        if (input.isTextual() || input.path(0).isIntegralNumber()) {
            add(input, inputs, tokens);
        } else {
            input.forEach(each -> add(each, inputs, tokens));
        }
        return new Embeds(
                inputs,
                tokens,
                body.path("dimensions").asInt(Embeds.ownDimensions(model)),
                body.path("encoding_format").asText().equals("base64"));
    }

    private static void add(JsonNode one, ArrayList<String> inputs, ArrayList<Integer> tokens) {
        inputs.add(one.isTextual() ? one.textValue() : one.toString());
        tokens.add(one.isTextual() ? Tokens.of(one.textValue()) : one.size());
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        var body = Json.object().put("object", "list");
        var data = body.putArray("data");
        for (var i = 0; i < embeds.inputs().size(); i++) {
            var vector = EmbeddingShape.vector(answer, embeds, i);
            data.addObject()
                    .put("object", "embedding")
                    .put("index", i)
                    .set("embedding", embeds.base64() ? Vector.base64(vector) : Vector.numbers(vector));
        }
        body.put("model", answer.ask().model().asked())
                .putObject("usage")
                .put("prompt_tokens", answer.ask().promptTokens())
                .put("total_tokens", answer.ask().promptTokens());
        return body;
    }
}
