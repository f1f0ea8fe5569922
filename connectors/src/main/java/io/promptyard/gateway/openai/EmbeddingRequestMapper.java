package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a request for vectors to our record, without loss. Empties the tree that it is given. */
final class EmbeddingRequestMapper {
    private static final int MOST_INPUTS = 2048;

    private EmbeddingRequestMapper() {}

    /** @throws InvalidRequest naming the field that is wrong */
    static ChatCompletionRequest read(ObjectNode root) {
        Fields fields = new Fields(root, "");
        RoutingHints hints =
                fields.nested("promptyard").map(RoutingHints::ofBody).orElse(RoutingHints.NONE);
        fields.take("promptyard");
        String model = model(fields);
        if (Boolean.TRUE.equals(fields.flag("stream"))) {
            throw InvalidRequest.of("stream", "Unrecognized request argument supplied: stream");
        }
        EmbeddingBody body = new EmbeddingBody(
                inputs(fields.take("input")),
                dimensions(fields),
                encodingFormat(fields),
                fields.text("user"),
                fields.rest());
        return new ChatCompletionRequest(model, false, false, body, hints);
    }

    private static String model(Fields fields) {
        String model = fields.text("model");
        if (model == null || model.isBlank()) {
            throw InvalidRequest.of(null, "you must provide a model parameter");
        }
        if (model.equals(PromptRequest.AUTO)) {
            throw InvalidRequest.value(
                    "model",
                    "embeddings need the name of a model, not \"auto\", because the vectors of one model cannot be"
                            + " compared with those of another");
        }
        return model;
    }

    private static List<EmbeddingInput> inputs(@Nullable JsonNode input) {
        if (input == null) {
            throw InvalidRequest.missing("input");
        }
        if (input.isTextual()) {
            return List.of(text(input));
        }
        if (!input.isArray() || input.isEmpty()) {
            throw invalid();
        }
        if (input.get(0).isNumber()) {
            return List.of(tokens(input));
        }
        if (input.size() > MOST_INPUTS) {
            throw InvalidRequest.value("input", "at most " + MOST_INPUTS + " inputs (got " + input.size() + ")");
        }
        boolean texts = input.get(0).isTextual();
        List<EmbeddingInput> inputs = new ArrayList<>(input.size());
        for (JsonNode each : input) {
            inputs.add(texts ? text(each) : tokens(each));
        }
        return inputs;
    }

    private static EmbeddingInput text(JsonNode node) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw invalid();
        }
        return new EmbeddingInput.Text(node.textValue());
    }

    private static EmbeddingInput tokens(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            throw invalid();
        }
        List<Integer> tokens = new ArrayList<>(node.size());
        for (JsonNode token : node) {
            if (!token.isIntegralNumber() || !token.canConvertToInt() || token.intValue() < 0) {
                throw invalid();
            }
            tokens.add(token.intValue());
        }
        return new EmbeddingInput.Tokens(tokens);
    }

    private static InvalidRequest invalid() {
        return InvalidRequest.of(
                "input",
                "'$.input' is invalid: it must be a string, an array of strings, an array of tokens or an array of arrays"
                        + " of tokens, and nothing of it empty.");
    }

    private static @Nullable Integer dimensions(Fields fields) {
        Integer dimensions = fields.integer("dimensions");
        if (dimensions != null && dimensions < 1) {
            throw InvalidRequest.value("dimensions", "must be at least 1");
        }
        return dimensions;
    }

    private static @Nullable String encodingFormat(Fields fields) {
        String format = fields.text("encoding_format");
        if (format != null && !format.equals("float") && !format.equals(VectorWriter.BASE64)) {
            throw InvalidRequest.value("encoding_format", "must be float or base64");
        }
        return format;
    }
}
