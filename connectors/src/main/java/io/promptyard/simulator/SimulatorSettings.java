package io.promptyard.simulator;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a simulator is to behave. Immutable; start from {@link #defaults()} and change what matters.
 *
 * @param host the interface to bind
 * @param port the port; 0 takes a free one
 * @param instances how many event loops serve; all share the port
 * @param seed of all chance: the same seed, model and body give the same answer
 * @param pace latency and token pace of every model that has none of its own
 * @param models pace by model name, without fault words
 * @param catalogue what {@code GET /v1/models} lists; any other model is answered too
 * @param keys the API keys that are accepted; empty: any
 * @param books how many calls the books keep, the newest; 0 turns them off
 * @param script what goes wrong from the start
 * @param tokensPerEvent how much of a stream goes into one event
 * @param maxBodyBytes larger request bodies get a 413
 * @param clock for {@code created}, the books and the script's time windows
 */
public record SimulatorSettings(
        String host,
        int port,
        int instances,
        long seed,
        Pace pace,
        Map<String, Pace> models,
        List<String> catalogue,
        Set<String> keys,
        int books,
        FaultScript script,
        int tokensPerEvent,
        int maxBodyBytes,
        Clock clock) {

    public SimulatorSettings {
        if (instances < 1 || tokensPerEvent < 1 || books < 0 || maxBodyBytes < 1) {
            throw new IllegalArgumentException(
                    "simulator: needs instances, tokens-per-event and max-body-bytes >= 1, books >= 0 (got " + instances
                            + ", " + tokensPerEvent + ", " + maxBodyBytes + ", " + books + ")");
        }
        models = Map.copyOf(models);
        catalogue = List.copyOf(catalogue);
        keys = Set.copyOf(keys);
    }

    /**
     * How fast a model is.
     *
     * @param latency until the head and, in a stream, the first token
     * @param tokensPerSecond of a stream; 0: all at once
     */
    public record Pace(Latency latency, double tokensPerSecond) {

        public static final Pace INSTANT = new Pace(Latency.NONE, 0);

        public Pace {
            if (tokensPerSecond < 0 || Double.isNaN(tokensPerSecond)) {
                throw new IllegalArgumentException(
                        "tokens-per-second: must not be negative (got " + tokensPerSecond + ")");
            }
        }
    }

    /** Loopback, a free port, one event loop, no latency, no faults, books of 100,000 calls. */
    public static SimulatorSettings defaults() {
        return new SimulatorSettings(
                "127.0.0.1",
                0,
                1,
                42,
                Pace.INSTANT,
                Map.of(),
                List.of("sim-small", "sim-medium", "sim-large"),
                Set.of(),
                100_000,
                FaultScript.NONE,
                4,
                32 * 1024 * 1024,
                Clock.systemUTC());
    }

    public SimulatorSettings port(int to) {
        return new SimulatorSettings(
                host,
                to,
                instances,
                seed,
                pace,
                models,
                catalogue,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings instances(int to) {
        return new SimulatorSettings(
                host,
                port,
                to,
                seed,
                pace,
                models,
                catalogue,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings seed(long to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                to,
                pace,
                models,
                catalogue,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings pace(Pace to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                to,
                models,
                catalogue,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings models(Map<String, Pace> to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                pace,
                to,
                catalogue,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings catalogue(List<String> to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                pace,
                models,
                to,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings keys(Set<String> to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                pace,
                models,
                catalogue,
                to,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings books(int to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                pace,
                models,
                catalogue,
                keys,
                to,
                script,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings script(FaultScript to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                pace,
                models,
                catalogue,
                keys,
                books,
                to,
                tokensPerEvent,
                maxBodyBytes,
                clock);
    }

    public SimulatorSettings maxBodyBytes(int to) {
        return new SimulatorSettings(
                host, port, instances, seed, pace, models, catalogue, keys, books, script, tokensPerEvent, to, clock);
    }

    public SimulatorSettings clock(Clock to) {
        return new SimulatorSettings(
                host,
                port,
                instances,
                seed,
                pace,
                models,
                catalogue,
                keys,
                books,
                script,
                tokensPerEvent,
                maxBodyBytes,
                to);
    }
}
