package io.promptyard.gateway.openai;

import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;

/** Answers a request that did not ask for a stream: one JSON body from the final response. */
final class PlainReply extends PendingReply {

    PlainReply(Exchange exchange, PendingReply.Surroundings surroundings) {
        super(exchange, surroundings);
    }

    @Override
    public void response(FinalResponse response) {
        if (!finish()) {
            return;
        }
        ReplyHeaders.response(
                exchange().response().headers(), response, exchange().clock().instant());
        switch (response.result()) {
            case Answer answer -> answer(answer);
            case Refusal refusal -> exchange().fail(ApiErrors.refused(refusal));
        }
    }

    @Override
    public void chunk(ResponseChunk chunk) {
        exchange().metrics().count(GatewayMeter.LATE_CHUNKS);
    }

    @Override
    void failed(ApiError error) {
        exchange().fail(error);
    }

    private void answer(Answer answer) {
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
