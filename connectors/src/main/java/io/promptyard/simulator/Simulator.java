package io.promptyard.simulator;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    private final String deployment;

    private Simulator(Vertx vertx, Engine engine, int port, String deployment) {
        this.vertx = vertx;
        this.engine = engine;
        this.port = port;
        this.deployment = deployment;
    }

    /** Starts to listen. The future fails when the port is not to be had. */
    public static Future<Simulator> start(Vertx vertx, SimulatorSettings settings) {
        var engine = new Engine(settings);
        var port = settings.port() == 0 ? sharedFreePort(engine) : settings.port();
        var loops = new ConcurrentLinkedQueue<SimulatorVerticle>();
        var options = new DeploymentOptions().setInstances(settings.instances());
        return vertx.deployVerticle(
                        () -> {
                            var loop = new SimulatorVerticle(engine, port);
                            loops.add(loop);
                            return loop;
                        },
                        options)
                .map(id -> new Simulator(vertx, engine, loops.element().boundPort(), id));
    }

    // Servers of one Vert.x that listen on the same negative number share one free port; another simulator must not be
    // among them.
    private static int sharedFreePort(Engine engine) {
        return -1 - (System.identityHashCode(engine) & 0x3FFF_FFFF);
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
        return vertx.undeploy(deployment);
    }
}
