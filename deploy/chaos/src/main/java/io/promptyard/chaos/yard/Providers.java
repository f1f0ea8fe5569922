package io.promptyard.chaos.yard;

import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.FaultScript;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two providers with two dialects: {@code eu} keeps nothing and answers from the EU, {@code us} neither. They are
 * simulated in this process, so that their books outlive every crash; a wire stands before each.
 */
public final class Providers implements AutoCloseable {
    public static final String EU = "eu";
    public static final String US = "us";
    public static final List<String> NAMES = List.of(EU, US);

    private static final Latency LATENCY = new Latency.LogNormal(Duration.ofMillis(500), Duration.ofMillis(2500));
    private static final double TOKENS_PER_SECOND = 200;
    private static final int BOOKS = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final Map<String, Wire> wires = new TreeMap<>();

    private Providers(long seed) {
        simulator = await(Simulator.start(
                vertx,
                SimulatorSettings.defaults().seed(seed).books(BOOKS).pace(new Pace(LATENCY, TOKENS_PER_SECOND))));
        NAMES.forEach(name -> wires.put(name, Wire.to(simulator.port())));
    }

    static Providers start(long seed) {
        return new Providers(seed);
    }

    /** Base URL as its dialect wants it. */
    String baseUrl(String provider) {
        String root = "http://" + wires.get(provider).address() + "/providers/" + provider;
        return provider.equals(EU) ? root + "/v1" : root;
    }

    Wire wire(String provider) {
        return wires.get(provider);
    }

    /** From now on these calls fail so; {@code rules} is a script in the simulator's YAML. */
    public void script(String rules) {
        simulator.script(FaultScript.parse(rules));
    }

    public void healthy() {
        simulator.script(FaultScript.NONE);
    }

    public List<BookedCall> books() {
        return simulator.books().calls();
    }

    @Override
    public void close() {
        wires.values().forEach(Wire::close);
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the simulated providers do not come up or go down", e);
        }
    }
}
