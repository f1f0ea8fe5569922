package io.promptyard.gateway.openai;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionContent.Embeddings;
import io.promptyard.model.outcome.FinalResponse.Answer;

/** Answers a request for vectors. */
final class EmbeddingsReply extends WholeReply {
    private final boolean base64;

    EmbeddingsReply(Exchange exchange, PendingReply.Surroundings surroundings, boolean base64) {
        super(exchange, surroundings);
        this.base64 = base64;
    }

    @Override
    void answer(Answer answer) {
        switch (answer.body()) {
            case Embeddings embeddings -> vectors(answer, embeddings);
            case CompletionContent.Clear clear -> exchange().fail(ApiErrors.internal());
            case CompletionContent.Sealed sealed -> exchange().fail(ApiErrors.sealed());
        }
    }

    /** A conversion of thousands of vectors would hold up the event loop. */
    private void vectors(Answer answer, Embeddings embeddings) {
        if (!VectorWriter.converts(embeddings, base64)) {
            exchange().json(200, VectorWriter.list(answer, embeddings, base64));
            return;
        }
        vertx().executeBlocking(() -> VectorWriter.list(answer, embeddings, base64), false)
                .onSuccess(list -> exchange().json(200, list))
                .onFailure(failure -> exchange().fail(ApiErrors.internal()));
    }
}
