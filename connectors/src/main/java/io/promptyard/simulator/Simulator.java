package io.promptyard.simulator;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * A running simulator: stands in for any number of providers on one port. A provider's base URL carries its id as a path prefix, which
 * the books record; the dialect follows from the endpoint called, and the model's name or the script say what goes wrong.
 *
 * <p>Serves on event loops of the given Vert.x, never blocks them, and does not close that Vert.x; whoever starts a simulator closes
 * it. All methods may be called from any thread.
 */
public final class Simulator {

    private final Vertx vertx;
    private final Engine engine;
    private final int port;
    private final List<String> deployments;

    private Simulator(Vertx vertx, Engine engine, int port, List<String> deployments) {
        this.vertx = vertx;
        this.engine = engine;
        this.port = port;
        this.deployments = deployments;
    }

    /** Starts to listen. The future fails when the port is not to be had. */
    public static Future<Simulator> start(Vertx vertx, SimulatorSettings settings) {
        var engine = new Engine(settings);
        var first = new SimulatorVerticle(engine, settings.port());
        return vertx.deployVerticle(first)
                // The others share the first one's port, which may have been chosen by the system.
                .compose(id -> others(vertx, engine, first.boundPort())
                        .map(more -> new Simulator(vertx, engine, first.boundPort(), List.of(id, more))));
    }

    private static Future<String> others(Vertx vertx, Engine engine, int port) {
        var count = engine.settings().instances() - 1;
        return count == 0
                ? Future.succeededFuture("")
                : vertx.deployVerticle(
                        () -> new SimulatorVerticle(engine, port), new DeploymentOptions().setInstances(count));
    }

    public int port() {
        return port;
    }

    /** The base URL of an OpenAI-style client for this provider: {@code http://host:port/providers/<id>/v1}. */
    public String baseUrl(String providerId) {
        return rootUrl(providerId) + "/v1";
    }

    /** The same without {@code /v1}, for clients that add it themselves. */
    public String rootUrl(String providerId) {
        return "http://" + engine.settings().host() + ":" + port + "/providers/" + providerId;
    }

    public SimulatorBooks books() {
        return engine.books();
    }

    public FaultScript script() {
        return engine.script();
    }

    /** Puts a script in force from the next call on; its windows count from now. */
    public void script(FaultScript script) {
        engine.script(script);
    }

    /** Stops listening and closes all connections. */
    public Future<Void> close() {
        return Future.join(deployments.stream()
                        .filter(id -> !id.isEmpty())
                        .map(vertx::undeploy)
                        .toList())
                .mapEmpty();
    }
}
