package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.simulator.BookedCall.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call from its body to its end: checked, booked, struck or not, delayed, answered. Lives on one event loop. */
final class SimulatedCall {

    private final Vertx vertx;
    private final Engine engine;
    private final ProviderWire wire;
    private final String provider;
    private final HttpServerRequest request;

    SimulatedCall(Vertx vertx, Engine engine, ProviderWire wire, String provider, HttpServerRequest request) {
        this.vertx = vertx;
        this.engine = engine;
        this.wire = wire;
        this.provider = provider;
        this.request = request;
    }

    void received(Buffer whole) {
        var bytes = whole.getBytes();
        var body = Json.read(bytes);
        var model = ModelName.parse(body.map(it -> it.path("model").asText("")).orElse(""));
        var digest = Dice.digest(bytes);
        var requestId = request.getHeader("x-request-id");
        var idempotencyKey = request.getHeader("idempotency-key");
        var request64 = requestKey(requestId, idempotencyKey, digest);
        var number = engine.callNumber(request64, provider, model.asked());
        var hash = Dice.mix(engine.settings().seed(), digest);
        var responseId = wire.responseId(Dice.mix(Dice.mix(hash, request64), number));
        var page = engine.books()
                .open(
                        engine.nowMillis(),
                        new BookPage.CallFacts(
                                wire.dialect(),
                                provider,
                                model.asked(),
                                requestId,
                                idempotencyKey,
                                responseId,
                                number,
                                body.map(it -> it.path("stream").asBoolean()).orElse(false)));
        var reply = new Reply(vertx, request.response(), wire, responseId, page);
        var broken = refusal(bytes.length, body, model);
        if (broken.isPresent()) {
            reply.error(broken.get(), RetryHint.NONE, engine.settings().clock().instant(), Outcome.REJECTED);
            return;
        }
        switch (wire.read(body.orElseThrow())) {
            case Reading.Refused refused ->
                reply.error(
                        refused.error(),
                        RetryHint.NONE,
                        engine.settings().clock().instant(),
                        Outcome.REJECTED);
            case Reading.Understood understood -> understood(understood.ask(), hash, request64, number, reply, page);
        }
    }

    // A retry has the same body, so without an id the body tells which calls belong together.
    private static long requestKey(@Nullable String requestId, @Nullable String idempotencyKey, long digest) {
        if (requestId != null) {
            return Dice.mix(1, requestId);
        }
        return idempotencyKey != null ? Dice.mix(2, idempotencyKey) : digest;
    }

    private Optional<WireError> refusal(int length, Optional<JsonNode> body, ModelName model) {
        MultiMap headers = request.headers();
        if (length > engine.settings().maxBodyBytes()) {
            return Optional.of(wire.ofStatus(413));
        }
        var unauthorised = wire.authorise(headers, engine.settings().keys());
        if (unauthorised.isPresent()) {
            return unauthorised;
        }
        if (body.isEmpty()) {
            return Optional.of(wire.unparsable());
        }
        return model.unknown().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        WireError.invalid("model: unknown fault words " + model.unknown() + " after a known one"));
    }

    private void understood(Ask ask, long hash, long request64, int number, Reply reply, BookPage page) {
        var strike = engine.strike(wire.dialect(), provider, ask.model(), request64, number);
        if (!strike.words().isEmpty()) {
            page.struckBy(strike.words());
        }
        var pace = engine.pace(ask.model());
        var latency = strike.latency().orElse(pace.latency()).sampleMillis(Dice.mix(hash, number));
        var wait = latency + strike.delay().toMillis();
        var player = new Player(engine, wire, reply, ask, hash, pace.tokensPerSecond());
        if (wait > 0) {
            var timer = vertx.setTimer(wait, it -> player.play(strike.fault()));
            reply.onHangUp(() -> vertx.cancelTimer(timer));
        } else {
            player.play(strike.fault());
        }
    }
}
