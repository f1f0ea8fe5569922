package io.promptyard.serde;

import io.promptyard.avro.AnswerBody;
import io.promptyard.avro.EmbeddingBody;
import io.promptyard.avro.PromptBody;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent;
import io.promptyard.model.SamplingParameters;
import java.util.List;

/**
 * Requests for vectors and their answers. They travel within the bodies of prompts and answers, and not as further branches
 * of the union, which no earlier version could read.
 */
final class EmbeddingMapper {
    private EmbeddingMapper() {}

    static PromptBody toAvro(PromptContent.EmbeddingBody body) {
        return new PromptBody(
                List.of(),
                List.of(),
                null,
                PromptMapper.toAvro(SamplingParameters.DEFAULTS),
                null,
                body.extra(),
                new EmbeddingBody(
                        Fields.list(body.inputs(), EmbeddingMapper::toAvro),
                        body.dimensions(),
                        body.encodingFormat(),
                        body.user()));
    }

    static PromptContent toModel(PromptBody around, EmbeddingBody body) {
        return new PromptContent.EmbeddingBody(
                Fields.list(body.getInputs(), EmbeddingMapper::toModel),
                body.getDimensions(),
                body.getEncodingFormat(),
                body.getUser(),
                around.getExtra());
    }

    private static io.promptyard.avro.EmbeddingInput toAvro(EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text text -> new io.promptyard.avro.EmbeddingInput(text.text(), null);
            case EmbeddingInput.Tokens tokens -> new io.promptyard.avro.EmbeddingInput("", tokens.tokens());
        };
    }

    private static EmbeddingInput toModel(io.promptyard.avro.EmbeddingInput input) {
        return input.getTokens() == null
                ? new EmbeddingInput.Text(input.getText())
                : new EmbeddingInput.Tokens(input.getTokens());
    }

    static AnswerBody toAvro(CompletionContent.Embeddings embeddings) {
        return new AnswerBody(List.of(), embeddings.providerResponseId(), embeddings.extra(), embeddings.vectors());
    }

    static CompletionContent toModel(AnswerBody around, List<String> vectors) {
        return new CompletionContent.Embeddings(vectors, around.getProviderResponseId(), around.getExtra());
    }
}
