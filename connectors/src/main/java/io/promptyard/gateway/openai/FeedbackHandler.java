package io.promptyard.gateway.openai;

import io.promptyard.gateway.correlation.LaneBuses;
import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.gateway.correlation.ResponseBus;
import io.promptyard.model.Feedback;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * {@code POST /v1/feedback}: how good an answer was, to the lane's feedback topic. Answered when the broker has it; whether
 * there is such a request nobody asks. Used from every event loop; holds no state of a request.
 */
public final class FeedbackHandler {
    /** Feedback is a few words. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    private final LaneBuses buses;

    public FeedbackHandler(LaneBuses buses) {
        this.buses = buses;
    }

    public void handle(Exchange exchange, Buffer body) {
        try {
            RoutingHints hints = RoutingHintsReader.headers(exchange.request().headers());
            ResponseBus bus = buses.of(hints.laneOrDefault())
                    .orElseThrow(() -> InvalidRequest.value(
                            "lane", "unknown lane; known are " + String.join(", ", buses.names())));
            Instant now = Instant.ofEpochMilli(exchange.startedMillis());
            Feedback feedback = FeedbackMapper.read(Json.body(body), now);
            bus.publish(feedback)
                    .onSuccess(ignored -> exchange.context().runOnContext(again -> accepted(exchange, feedback)))
                    .onFailure(
                            failure -> exchange.context().runOnContext(again -> exchange.fail(notAccepted(failure))));
        } catch (InvalidRequest invalid) {
            exchange.fail(invalid.error());
        }
    }

    private static void accepted(Exchange exchange, Feedback feedback) {
        exchange.json(
                200,
                Json.object().put("object", "feedback").put("id", feedback.id().value()));
    }

    private static ApiError notAccepted(Throwable failure) {
        return failure instanceof PublishFailure known ? ApiErrors.notAccepted(known) : ApiErrors.internal();
    }
}
