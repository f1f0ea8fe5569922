package io.promptyard.gateway.openai;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.outcome.FinalResponse.Answer;

/** Answers a chat completion that did not ask for a stream. */
final class PlainReply extends WholeReply {

    PlainReply(Exchange exchange, PendingReply.Surroundings surroundings) {
        super(exchange, surroundings);
    }

    @Override
    void answer(Answer answer) {
        switch (answer.body()) {
            case CompletionContent.Clear clear ->
                exchange()
                        .json(
                                200,
                                ResponseMapper.completion(
                                        completionId(), createdSeconds(), answer, clear.completion()));
            case CompletionContent.Embeddings embeddings -> exchange().fail(ApiErrors.internal());
            case CompletionContent.Sealed sealed -> exchange().fail(ApiErrors.sealed());
        }
    }
}
