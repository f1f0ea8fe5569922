package io.promptyard.bench.process;

import io.promptyard.simulator.Latency;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A simulator as a process: latency in milliseconds and tokens per second in, its base URL out. */
final class SimulatorMain {
    static final String READY = "simulator";
    private static final int BOOKS = 100_000;

    private SimulatorMain() {}

    public static void main(String[] args) {
        ParentWatch.start();
        Pace pace =
                new Pace(new Latency.Fixed(Duration.ofMillis(Long.parseLong(args[0]))), Double.parseDouble(args[1]));
        SimulatorSettings settings = SimulatorSettings.defaults().pace(pace).books(BOOKS);
        Simulator.start(Vertx.vertx(), settings).onComplete(started -> {
            if (started.succeeded()) {
                System.out.println(READY + " " + started.result().baseUrl("bench"));
            } else {
                System.err.println(started.cause());
                System.exit(1);
            }
        });
    }
}
