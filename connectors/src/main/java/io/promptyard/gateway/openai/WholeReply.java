package io.promptyard.gateway.openai;

import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;

/** Answers a request that did not ask for a stream: one JSON body from the final response. */
abstract class WholeReply extends PendingReply {

    WholeReply(Exchange exchange, PendingReply.Surroundings surroundings) {
        super(exchange, surroundings);
    }

    /** Writes the body, or fails the exchange. The headers are there. */
    abstract void answer(Answer answer);

    @Override
    public final void response(FinalResponse response) {
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
    public final void chunk(ResponseChunk chunk) {
        exchange().metrics().count(GatewayMeter.LATE_CHUNKS);
    }

    @Override
    final void failed(ApiError error) {
        exchange().fail(error);
    }
}
