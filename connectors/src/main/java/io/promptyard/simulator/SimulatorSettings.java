package io.promptyard.simulator;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param requestsPerMinute how many requests each key of each provider may make in a minute; 0: any number. Where it is set every reply says what is left
 * @param key what models are known to say; the rest is made up
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
        int requestsPerMinute,
        AnswerKey key,
        Clock clock) {

    public SimulatorSettings {
        if (instances < 1 || tokensPerEvent < 1 || books < 0 || maxBodyBytes < 1 || requestsPerMinute < 0) {
            throw new IllegalArgumentException(
                    "simulator: needs instances, tokens-per-event and max-body-bytes >= 1, books and requests-per-minute >= 0 (got "
                            + instances + ", " + tokensPerEvent + ", " + maxBodyBytes + ", " + books + ")");
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
                0,
                AnswerKey.NONE,
                Clock.systemUTC());
    }

    public SimulatorSettings host(String to) {
        return with(it -> it.host = to);
    }

    public SimulatorSettings port(int to) {
        return with(it -> it.port = to);
    }

    public SimulatorSettings instances(int to) {
        return with(it -> it.instances = to);
    }

    public SimulatorSettings seed(long to) {
        return with(it -> it.seed = to);
    }

    public SimulatorSettings pace(Pace to) {
        return with(it -> it.pace = to);
    }

    public SimulatorSettings models(Map<String, Pace> to) {
        return with(it -> it.models = to);
    }

    public SimulatorSettings catalogue(List<String> to) {
        return with(it -> it.catalogue = to);
    }

    public SimulatorSettings keys(Set<String> to) {
        return with(it -> it.keys = to);
    }

    public SimulatorSettings books(int to) {
        return with(it -> it.books = to);
    }

    public SimulatorSettings script(FaultScript to) {
        return with(it -> it.script = to);
    }

    public SimulatorSettings tokensPerEvent(int to) {
        return with(it -> it.tokensPerEvent = to);
    }

    public SimulatorSettings maxBodyBytes(int to) {
        return with(it -> it.maxBodyBytes = to);
    }

    public SimulatorSettings requestsPerMinute(int to) {
        return with(it -> it.requestsPerMinute = to);
    }

    public SimulatorSettings key(AnswerKey to) {
        return with(it -> it.key = to);
    }

    public SimulatorSettings clock(Clock to) {
        return with(it -> it.clock = to);
    }

    private SimulatorSettings with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** A copy that one change is made to. */
    private static final class Draft {
        private String host;
        private int port;
        private int instances;
        private long seed;
        private Pace pace;
        private Map<String, Pace> models;
        private List<String> catalogue;
        private Set<String> keys;
        private int books;
        private FaultScript script;
        private int tokensPerEvent;
        private int maxBodyBytes;
        private int requestsPerMinute;
        private AnswerKey key;
        private Clock clock;

        Draft(SimulatorSettings from) {
            host = from.host;
            port = from.port;
            instances = from.instances;
            seed = from.seed;
            pace = from.pace;
            models = from.models;
            catalogue = from.catalogue;
            keys = from.keys;
            books = from.books;
            script = from.script;
            tokensPerEvent = from.tokensPerEvent;
            maxBodyBytes = from.maxBodyBytes;
            requestsPerMinute = from.requestsPerMinute;
            key = from.key;
            clock = from.clock;
        }

        SimulatorSettings settings() {
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
                    requestsPerMinute,
                    key,
                    clock);
        }
    }
}
