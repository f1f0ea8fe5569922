package io.promptyard.gateway;

import io.promptyard.gateway.admission.AdmissionLimiter;
import io.promptyard.gateway.correlation.KafkaResponseBus;
import io.promptyard.gateway.correlation.LaneBuses;
import io.promptyard.gateway.correlation.PendingResponses;
import io.promptyard.gateway.correlation.ResponseBus;
import io.promptyard.gateway.openai.ChatCompletionsHandler;
import io.promptyard.gateway.openai.FeedbackHandler;
import io.promptyard.gateway.openai.ModelsHandler;
import io.promptyard.gateway.ops.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running gateway. {@link #start} binds the port only when the consumers of responses stand, so that no answer can be
 * missed. Whoever starts it closes it; the Vert.x instance stays its owner's.
 */
public final class Gateway {
    private static final int ANY_SHARED_PORT = -1;

    private final Vertx vertx;
    private final LaneBuses buses;
    private final List<GatewayVerticle> verticles;
    private final PendingResponses pending;
    private final RequestRouter router;

    private Gateway(
            Vertx vertx,
            LaneBuses buses,
            List<GatewayVerticle> verticles,
            PendingResponses pending,
            RequestRouter router) {
        this.vertx = vertx;
        this.buses = buses;
        this.verticles = verticles;
        this.pending = pending;
        this.router = router;
    }

    /** Fails when the broker does not answer, a topic is missing, or the port is taken. */
    public static Future<Gateway> start(Vertx vertx, GatewayConfig config, GatewayDependencies dependencies) {
        Map<String, ResponseBus> buses = new HashMap<>();
        dependencies
                .lanes()
                .forEach((name, lane) -> buses.put(
                        name,
                        KafkaResponseBus.create(
                                config.kafka(), lane.topics(), config.replyPartitions(), lane.transactionalId())));
        return start(vertx, config, dependencies, new LaneBuses(buses));
    }

    /** With buses of the caller's choice, which the gateway closes. */
    public static Future<Gateway> start(
            Vertx vertx, GatewayConfig config, GatewayDependencies dependencies, LaneBuses buses) {
        GatewayMetrics metrics = new GatewayMetrics(dependencies.meters());
        AdmissionLimiter limiter = new AdmissionLimiter(config.maxInFlight());
        PendingResponses pending = new PendingResponses(limiter, metrics);
        metrics.inFlight(limiter::inside);
        RequestRouter router = new RequestRouter(
                config,
                dependencies,
                new ChatCompletionsHandler(
                        vertx, pending, buses, config.times(), config.patience().reader()),
                new ModelsHandler(dependencies.models()),
                new FeedbackHandler(buses),
                metrics);
        return buses.listen(pending)
                .compose(ignored -> deploy(vertx, config, router))
                .map(verticles -> new Gateway(vertx, buses, verticles, pending, router))
                .recover(failure -> buses.close().transform(ignored -> Future.failedFuture(failure)));
    }

    public int port() {
        return verticles.getFirst().port();
    }

    /** How many requests wait for an answer. */
    public int waiting() {
        return pending.size();
    }

    /** Answers every new request with 503 and {@code Retry-After}; those that wait for an answer still get it. */
    public void drain() {
        router.drain();
    }

    /** Stops to accept, lets what is open end up to the configured time, then leaves the topics. */
    public Future<Void> close() {
        List<Future<Void>> stopped = new ArrayList<>();
        verticles.forEach(verticle -> stopped.add(vertx.undeploy(verticle.deploymentID())));
        return Future.join(stopped).transform(ignored -> buses.close());
    }

    private static Future<List<GatewayVerticle>> deploy(Vertx vertx, GatewayConfig config, RequestRouter router) {
        List<GatewayVerticle> verticles = new ArrayList<>();
        int port = config.port() == 0 ? ANY_SHARED_PORT : config.port();
        Future<Void> bound = Future.succeededFuture();
        for (int i = 0; i < config.instances(); i++) {
            GatewayVerticle verticle = new GatewayVerticle(config, port, router);
            verticles.add(verticle);
            bound = bound.compose(ignored -> vertx.deployVerticle(verticle)).mapEmpty();
        }
        return bound.map(verticles);
    }
}
