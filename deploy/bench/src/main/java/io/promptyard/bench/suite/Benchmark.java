package io.promptyard.bench.suite;

import io.promptyard.bench.report.Report;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Every benchmark there is. Each starts what it needs, measures, and stops it; it blocks until then. */
public enum Benchmark {
    LATENCY(
            "what the way through the topics adds at a steady rate, beside three bare Streams hops and a direct call",
            LatencyBench::run),
    THROUGHPUT("requests and prompts per second, and the CPU they cost", ThroughputBench::run),
    BUDGETS("prompts under a budget and limits, beside others through the same product under none", BudgetsBench::run),
    INFLIGHT("slow calls open at once in one worker: memory, and whether all are answered", InflightBench::run),
    BACKLOG("a backlog for a provider that hangs: memory, and what it adds to prompts for another", BacklogBench::run),
    CLASSIFY("the classification of a prompt and its parts, beside splitting its text", ClassifyBench::run),
    DECISION("the decision where a prompt goes, by strategy, beside the mere costs of all models", DecisionBench::run),
    REPLAY("prompts of a log decided again by a dry replay, beside merely reading the same topics", ReplayBench::run),
    START("a cold start to ready, fresh and on old data, beside a bare broker", StartBench::run),
    RESTORE("state that is gone, restored from its changelog, beside a bare consumer of the same", RestoreBench::run),
    SOAK("a steady load for as long as --seconds says: memory, threads, files and disk over time", SoakBench::run);

    private final String description;
    private final BiFunction<BenchSettings, Consumer<String>, Report> run;

    Benchmark(String description, BiFunction<BenchSettings, Consumer<String>, Report> run) {
        this.description = description;
        this.run = run;
    }

    public static Optional<Benchmark> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** @param progress is told in a line what is measured now */
    public Report run(BenchSettings settings, Consumer<String> progress) {
        return run.apply(settings, progress);
    }
}
