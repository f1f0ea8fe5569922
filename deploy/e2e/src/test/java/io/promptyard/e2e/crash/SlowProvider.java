package io.promptyard.e2e.crash;

import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.BookedCall.Outcome;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Two providers with two dialects that take their time, and a configuration that knows them. */
final class SlowProvider implements AutoCloseable {
    private static final String CONFIG = """
            providers:
              left:  { dialect: openai, base-url: "%s", api-key: simulated, timeouts: { total: 20s } }
              right: { dialect: anthropic, base-url: "%s", api-key: simulated, timeouts: { total: 20s } }
            models:
              left/sim:  { context-window: 100000, quality: 0.9, price: { input: 1.00, output: 2.00 } }
              right/sim: { context-window: 100000, quality: 0.9, price: { input: 1.00, output: 2.00 } }
              left/sim--fail503after6first1p25: { context-window: 100000, quality: 0.9, price: { input: 1.00, output: 2.00 } }
            routes:
              - { name: half, strategy: { weighted: { left/sim: 50, right/sim: 50 } } }
            lanes: { default: { delivery: %s } }
            """;

    /**
     * Fails the first call of every fourth prompt and asks to be left alone for six seconds. Of too few for its circuit: once that is open, each
     * probe that fails keeps prompts waiting for twice as long, by design, and a test would wait for minutes.
     */
    static final String RETRIED = "left/sim--fail503after6first1p25";

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;

    SlowProvider(Duration latency) throws Exception {
        simulator = Simulator.start(vertx, SimulatorSettings.defaults().pace(new Pace(new Latency.Fixed(latency), 0)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** Writes the configuration into a directory. */
    Path config(Path directory) throws IOException {
        return config(directory, "at-least-once");
    }

    Path config(Path directory, String delivery) throws IOException {
        return Files.writeString(
                directory.resolve("config.yaml"),
                CONFIG.formatted(simulator.baseUrl("left"), simulator.rootUrl("right"), delivery));
    }

    /** Has the first call refused for its rate limit, and asks to be left alone for so long. */
    void refuseFirst(Duration retryAfter) {
        simulator.script(FaultScript.of(
                FaultRule.of("fail429after" + retryAfter.toSeconds()).forCalls(1, 1)));
    }

    /** All calls, the oldest first. */
    List<BookedCall> booked(Outcome outcome) {
        return simulator.books().calls(call -> call.outcome() == outcome);
    }

    /** Calls begun so far. */
    int calls() {
        return simulator.books().calls().size();
    }

    /** Calls that are open now. */
    int open() {
        return simulator.books().calls(call -> call.outcome() == Outcome.OPEN).size();
    }

    /** Prompts whose first call was refused and whose second has not begun. */
    long waiting() {
        return prompts(call -> call.outcome() == Outcome.REFUSED)
                - prompts(call -> attemptId(call).contains("#2."));
    }

    private long prompts(Predicate<BookedCall> wanted) {
        return simulator.books().calls(wanted).stream()
                .map(call -> attemptId(call).replaceFirst("#.*", ""))
                .distinct()
                .count();
    }

    /** Calls answered in whole, by attempt id. */
    Map<String, Long> answered() {
        return simulator.books().calls(call -> call.outcome() == Outcome.ANSWERED).stream()
                .collect(Collectors.groupingBy(SlowProvider::attemptId, Collectors.counting()));
    }

    /** All calls, by attempt id. */
    Map<String, Long> begun() {
        return simulator.books().calls().stream()
                .collect(Collectors.groupingBy(SlowProvider::attemptId, Collectors.counting()));
    }

    /** What all calls have cost by the provider's own books, those included that nobody waited for. */
    BigDecimal booked() {
        return simulator.books().calls().stream()
                .map(call -> BigDecimal.valueOf(call.promptTokens() + 2L * call.completionTokens(), 6))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String attemptId(BookedCall call) {
        return call.requestId().orElseThrow();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
