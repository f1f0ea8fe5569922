package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.simulator.BookedCall.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** One call from its body to its end: checked, booked, struck or not, delayed, answered. Lives on one event loop. */
final class SimulatedCall {

    private static final String REQUEST_ID = "x-request-id";
    private static final String IDEMPOTENCY_KEY = "idempotency-key";
    private static final List<String> KEY_HEADERS = List.of("authorization", "x-api-key", "api-key", "x-goog-api-key");
    private static final String BEARER = "Bearer ";

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
        var model = ModelName.parse(wire.model(body.orElseGet(Json::object)));
        var digest = Dice.digest(bytes);
        var key = requestKey(digest);
        var number = engine.callNumber(key, provider, model.asked());
        var hash = Dice.mix(engine.settings().seed(), digest);
        var responseId = wire.responseId(Dice.mix(Dice.mix(hash, key), number));
        var page = engine.books().open(engine.nowMillis(), facts(body, model, responseId, number));
        var reply = new Reply(vertx, request.response(), wire, responseId, page);
        var broken = refusal(bytes.length, body, model);
        if (broken.isPresent()) {
            reject(reply, broken.get());
            return;
        }
        if (overQuota(reply)) {
            return;
        }
        switch (wire.read(body.orElseThrow())) {
            case Reading.Refused refused -> reject(reply, refused.error());
            case Reading.Understood understood -> understood(understood.ask(), hash, key, number, reply, page);
        }
    }

    private void reject(Reply reply, WireError error) {
        reply.error(error, RetryHint.NONE, engine.settings().clock().instant(), Outcome.REJECTED);
    }

    private BookPage.CallFacts facts(Optional<JsonNode> body, ModelName model, String responseId, int number) {
        return new BookPage.CallFacts(
                wire.dialect(),
                provider,
                model.asked(),
                request.getHeader(REQUEST_ID),
                request.getHeader(IDEMPOTENCY_KEY),
                responseId,
                number,
                wire.streamed(body.orElseGet(Json::object)));
    }

    // A retry keeps its idempotency key and may have another request id; it has the same body, so without either the
    // body tells which calls belong together.
    private long requestKey(long digest) {
        var idempotencyKey = request.getHeader(IDEMPOTENCY_KEY);
        if (idempotencyKey != null) {
            return Dice.mix(2, idempotencyKey);
        }
        var requestId = request.getHeader(REQUEST_ID);
        return requestId != null ? Dice.mix(1, requestId) : digest;
    }

    /** As whichever dialect sends it; empty without one. */
    private String callersKey() {
        for (var name : KEY_HEADERS) {
            var given = request.getHeader(name);
            if (given != null) {
                return given.startsWith(BEARER) ? given.substring(BEARER.length()) : given;
            }
        }
        return "";
    }

    /** Whether the key has no request left; every answer to it says how many it has. */
    private boolean overQuota(Reply reply) {
        if (!engine.quotas().limited()) {
            return false;
        }
        var left = engine.quotas().take(provider, callersKey(), engine.nowMillis());
        wire.limits(
                request.response().headers(), left, engine.settings().clock().instant());
        if (left.exceeded()) {
            var seconds = Math.ceilDiv(left.resetMillis(), 1_000L);
            reply.error(
                    wire.ofStatus(429),
                    new RetryHint.Seconds(seconds),
                    engine.settings().clock().instant(),
                    Outcome.REFUSED);
        }
        return left.exceeded();
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

    private void understood(Ask ask, long hash, long key, int number, Reply reply, BookPage page) {
        var strike = engine.strike(wire.dialect(), provider, ask.model(), callersKey(), key, number);
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
