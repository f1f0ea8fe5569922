package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.gateway.correlation.LaneBuses;
import io.promptyard.gateway.correlation.PendingResponses;
import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.gateway.correlation.ResponseBus;
import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/chat/completions}: reads the request, registers the waiting reply, hands the prompt to the bus. Used
 * from every event loop; holds no state of a request.
 */
public final class ChatCompletionsHandler {
    /** A body above this is parsed on a worker thread, so that one large prompt does not hold up an event loop. */
    private static final int LARGE_BODY = 256 * 1024;

    private final Vertx vertx;
    private final PendingResponses pending;
    private final LaneBuses buses;
    private final ReplyTimes times;
    private final Duration readerPatience;

    /** @param readerPatience how long a client may leave its stream unread before that counts as hanging up */
    public ChatCompletionsHandler(
            Vertx vertx, PendingResponses pending, LaneBuses buses, ReplyTimes times, Duration readerPatience) {
        this.readerPatience = readerPatience;
        this.vertx = vertx;
        this.pending = pending;
        this.buses = buses;
        this.times = times;
    }

    public void handle(Exchange exchange, Buffer body) {
        handle(exchange, body, PromptMapper::read);
    }

    /** {@code POST /v1/embeddings}: the same way for another kind of body. */
    public void embeddings(Exchange exchange, Buffer body) {
        handle(exchange, body, EmbeddingRequestMapper::read);
    }

    private void handle(Exchange exchange, Buffer body, Function<ObjectNode, ChatCompletionRequest> reader) {
        parse(body, reader)
                .onSuccess(request -> start(exchange, request))
                .onFailure(failure -> rejected(exchange, failure));
    }

    private Future<ChatCompletionRequest> parse(Buffer body, Function<ObjectNode, ChatCompletionRequest> reader) {
        if (body.length() > LARGE_BODY) {
            return vertx.executeBlocking(() -> reader.apply(Json.body(body)), false);
        }
        try {
            return Future.succeededFuture(reader.apply(Json.body(body)));
        } catch (InvalidRequest invalid) {
            return Future.failedFuture(invalid);
        }
    }

    private void start(Exchange exchange, ChatCompletionRequest request) {
        if (exchange.over()) {
            return;
        }
        RoutingHints hints;
        ResponseBus bus;
        try {
            hints = RoutingHintsReader.headers(exchange.request().headers()).over(request.hints());
            bus = bus(hints);
        } catch (InvalidRequest invalid) {
            exchange.fail(invalid.error());
            return;
        }
        String key = exchange.request().getHeader(IdempotencyKey.HEADER);
        boolean keyed = key != null && !key.isBlank();
        if (keyed) {
            exchange.knownAs(IdempotencyKey.requestId(hints.tenantOrDefault(), key.trim()));
        }
        String id = exchange.id();
        var around = new PendingReply.Surroundings(vertx, pending, bus, id, keyed);
        PendingReply reply = reply(exchange, around, request);
        switch (pending.register(id, reply)) {
            case ACCEPTED ->
                publish(exchange, reply, around, prompt(exchange, id, request, hints, bus.replyPartition(id)));
            case FULL -> exchange.fail(ApiErrors.full());
            case ALREADY_WAITING -> exchange.fail(ApiErrors.stillRunning());
        }
    }

    private PendingReply reply(Exchange exchange, PendingReply.Surroundings around, ChatCompletionRequest request) {
        if (request.body() instanceof PromptContent.EmbeddingBody body) {
            return new EmbeddingsReply(exchange, around, VectorWriter.BASE64.equals(body.encodingFormat()));
        }
        return request.stream()
                ? new StreamReply(exchange, around, times, readerPatience, request.includeUsage())
                : new PlainReply(exchange, around);
    }

    private ResponseBus bus(RoutingHints hints) {
        return buses.of(hints.laneOrDefault())
                .orElseThrow(() ->
                        InvalidRequest.value("lane", "unknown lane; known are " + String.join(", ", buses.names())));
    }

    private void publish(
            Exchange exchange, PendingReply reply, PendingReply.Surroundings around, PromptRequest prompt) {
        reply.arm(times.deadline().plus(times.grace()));
        around.bus()
                .publish(prompt)
                .onSuccess(ignored -> exchange.metrics().count(GatewayMeter.ACCEPTED))
                .onFailure(failure -> {
                    exchange.metrics().count(GatewayMeter.PUBLISH_FAILED);
                    // A try that comes back under its own key is the same prompt; any other is one more, and this one
                    // nobody's.
                    if (failure instanceof PublishFailure known && known.inDoubt() && !around.keyed()) {
                        around.bus()
                                .cancel(new Cancellation(
                                        prompt.id(), exchange.clock().instant(), "unconfirmed"));
                    }
                    exchange.context().runOnContext(ignored -> reply.fail(notAccepted(failure)));
                });
    }

    private PromptRequest prompt(
            Exchange exchange, String id, ChatCompletionRequest request, RoutingHints hints, int replyPartition) {
        Instant created = Instant.ofEpochMilli(exchange.startedMillis());
        Duration deadline = times.deadline();
        PromptRequest prompt = new PromptRequest(
                new RequestId(id),
                created,
                created.plus(deadline),
                hints.tenantOrDefault(),
                hints.endpointOrDefault(),
                hints.tagsOrNone(),
                request.model(),
                hints.constraints(),
                request.body(),
                request.stream(),
                null,
                traceparent(exchange.request().getHeader("traceparent")),
                replyPartition);
        return prompt.withKeyId(exchange.keyId()).withPriority(hints.priorityOrUsual());
    }

    /** Version 00 has one length; anything else is not worth carrying through every record. */
    private static @Nullable String traceparent(@Nullable String header) {
        return header != null && header.length() == 55 ? header : null;
    }

    private static ApiError notAccepted(Throwable failure) {
        return failure instanceof PublishFailure known ? ApiErrors.notAccepted(known) : ApiErrors.internal();
    }

    private static void rejected(Exchange exchange, Throwable failure) {
        exchange.fail(failure instanceof InvalidRequest invalid ? invalid.error() : ApiErrors.internal());
    }
}
