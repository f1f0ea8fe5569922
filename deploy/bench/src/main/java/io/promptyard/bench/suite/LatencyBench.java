package io.promptyard.bench.suite;

import io.promptyard.bench.load.Load;
import io.promptyard.bench.load.OpenLoop;
import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.load.Target;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Open loops at steady rates: gateway and topic beside three bare hops and a direct call; then streams. */
final class LatencyBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 4_000;
    private static final int WARM_WIDTH = 16;
    private static final int HOPS = 3;
    private static final String BARE = HOPS + " bare Streams hops";

    private final BenchSettings settings;
    private final Consumer<String> progress;
    private final Load load = new Load(PATIENCE);

    private LatencyBench(BenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        return new LatencyBench(settings, progress).run();
    }

    private Report run() {
        String machine = Machine.describe();
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.start(settings, Duration.ofMillis(settings.providerMillis()), 256)) {
            Map<String, Target> ways = new LinkedHashMap<>();
            ways.put(BARE, rig.hops(HOPS, 0));
            ways.put("direct call", rig.direct(false, CONNECTIONS));
            ways.put("gateway", rig.gateway(false, CONNECTIONS));
            ways.put("topic", rig.topic(0));
            Map<String, Target> streams = new LinkedHashMap<>();
            streams.put("direct stream", rig.direct(true, CONNECTIONS));
            streams.put("gateway stream", rig.gateway(true, CONNECTIONS));
            warm(ways);
            warm(streams);
            Figures added = measure(
                    "Added to the provider's " + settings.providerMillis() + " ms, until the whole answer",
                    ways,
                    settings.rates());
            Figures first = measure(
                    "Added to the provider's " + settings.providerMillis() + " ms, until the first token of a stream",
                    streams,
                    settings.streamRates());
            return new Report(
                    "latency", "./promptyard bench latency --markdown", machine, List.of(added, first), notes());
        }
    }

    private void warm(Map<String, Target> ways) {
        ways.forEach((way, target) -> {
            progress.accept("warming up: " + way);
            load.closed(target, WARM_WIDTH, settings.warm());
        });
    }

    private Figures measure(String title, Map<String, Target> ways, List<Integer> rates) {
        Map<String, List<Quantiles>> all = new LinkedHashMap<>();
        for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
            for (int rate : rates) {
                for (Map.Entry<String, Target> way : ways.entrySet()) {
                    progress.accept("repeat " + repeat + ": " + way.getKey() + " at " + rate + "/s");
                    Quantiles seen = load.open(way.getValue(), OpenLoop.during(rate, settings.measured()));
                    all.computeIfAbsent(key(way.getKey(), rate), key -> new ArrayList<>())
                            .add(seen.over(way.getKey().equals(BARE) ? 0 : settings.providerMillis()));
                }
            }
        }
        Builder figures = Figures.of(
                title, "way", "per s", "p50 ms", "p90 ms", "p99 ms", "max ms", "answered", "failed", "p50 / bare");
        for (int rate : rates) {
            double bare = all.containsKey(key(BARE, rate))
                    ? Quantiles.median(all.get(key(BARE, rate))).p50()
                    : Double.NaN;
            ways.keySet().forEach(way -> row(figures, way, rate, Quantiles.median(all.get(key(way, rate))), bare));
        }
        return figures.build();
    }

    private static String key(String way, int rate) {
        return way + " at " + rate;
    }

    private static void row(Builder figures, String way, int rate, Quantiles seen, double bare) {
        figures.row(
                way,
                Cells.of((long) rate),
                Cells.of(seen.p50()),
                Cells.of(seen.p90()),
                Cells.of(seen.p99()),
                Cells.of(seen.max()),
                Cells.of((long) seen.answered()),
                Cells.of((long) seen.failed()),
                way.startsWith("direct") ? "-" : Cells.ratio(seen.p50(), bare));
    }

    private List<String> notes() {
        return List.of(
                "Open loop: latency counts from the time a call was due, also when the load generator was late. Medians of "
                        + settings.repeats() + " repeats of " + Cells.of(settings.seconds())
                        + " s each, the ways taken in turn; the maximum is the largest of all.",
                "1 KB prompts, model `auto`, `acks=all`, 4 partitions, one provider. \"Direct call\" is the same request sent"
                        + " to the simulator: what it adds is the simulator's timer and the HTTP client's.",
                "The product with its embedded broker and registry, the simulator and the load generator are three"
                        + " processes on the same cores; the bare hops run in the load generator's, on the product's broker.",
                "Streams: 200 tokens per second, 40 tokens; only the first token is timed, but every chunk is carried.");
    }
}
