package io.promptyard.bench.suite;

import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.process.JavaProcess;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.process.ReplayReaderMain;
import io.promptyard.bench.process.ReplayReaderMain.Way;
import io.promptyard.bench.process.Workspace;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.bench.suite.ReplayTraffic.Written;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.EmbeddedPlatform;
import io.promptyard.standalone.PlatformSettings;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How fast a dry replay decides again, beside a consumer that only reads the same topics, and what heap it needs for more of them. */
final class ReplayBench {
    private static final int PARTITIONS = 4;
    private static final int TIMES = 4;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String HEAP = "128m";
    private static final String CANDIDATE = """
            providers:
              openai:    { dialect: openai, regions: [us] }
              anthropic: { dialect: anthropic, regions: [us] }
              mistral:   { dialect: openai, regions: [eu] }
            routes:
              - { name: hard, match: { when: "complexity > 0.6" }, strategy: best-quality }
              - { name: rest, match: {}, strategy: cheapest-capable, min-quality: 0.5 }
            """;

    private final BenchSettings settings;
    private final Consumer<String> progress;

    private ReplayBench(BenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    private record Run(long prompts, double seconds, double cpu, double all, double heap) {
        double perCpu() {
            return prompts / cpu;
        }
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        return new ReplayBench(settings, progress).run();
    }

    private Report run() {
        Vertx vertx = Vertx.vertx();
        String machine = Machine.describe();
        Builder figures = Figures.of(
                "Prompts of a log, with a decision and two records of a call each, every twentieth with a rating",
                "what",
                "prompts",
                "MB",
                "seconds",
                "CPU s, reading thread",
                "CPU s, all threads",
                "prompts per CPU s",
                "of bytes",
                "of values",
                "of values, all threads",
                "heap kept, MB");
        progress.accept("starting a broker and a registry");
        try (Workspace workspace = Workspace.create();
                EmbeddedPlatform platform = EmbeddedPlatform.start(
                        vertx, new PlatformSettings("127.0.0.1", 0, 0), DataDirectory.temporary())) {
            Path candidate = Files.writeString(workspace.directory("home").resolve("candidate.yaml"), CANDIDATE);
            for (int times : new int[] {1, TIMES}) {
                TopicNames names = new TopicNames("bench" + times + ".");
                progress.accept("writing " + times * settings.prompts() + " prompts and what came of them");
                Written written = write(platform, names, times * settings.prompts());
                Map<Way, List<Run>> runs = measured(platform, names, candidate);
                for (Way way : Way.values()) {
                    row(figures, way, written, runs);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            vertx.close();
        }
        return new Report(
                "replay",
                "./promptyard bench replay --prompts " + settings.prompts() + " --markdown",
                machine,
                List.of(figures.build()),
                notes());
    }

    private static Written write(EmbeddedPlatform platform, TopicNames names, int prompts) {
        try (TopicAdmin admin = new TopicAdmin(platform.bootstrapServers(), Map.of(), Duration.ofSeconds(60))) {
            admin.createMissing(new TopicCatalogue(names, PARTITIONS)
                    .topics(List.of()).stream().map(WantedTopic::of).toList());
        }
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(platform.registryUrl()))) {
            var recorded = new ConfigLoader(Map.of(), Map.of()).readBuiltIn().orThrow();
            return new ReplayTraffic(recorded.router(), Instant.now().minus(A_DAY))
                    .write(platform.bootstrapServers(), RouterTopics.of(names, serdes), prompts);
        }
    }

    /** The ways in turn, so that what else the machine does meets all of them; heap is looked at once. */
    private Map<Way, List<Run>> measured(EmbeddedPlatform platform, TopicNames names, Path candidate) {
        Map<Way, List<Run>> runs = new EnumMap<>(Way.class);
        for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
            for (Way way : Way.values()) {
                if (way != Way.HEAP || repeat == 1) {
                    progress.accept("repeat " + repeat + ": " + say(way) + " of " + names.prefix() + "*");
                    runs.computeIfAbsent(way, key -> new ArrayList<>()).add(run(way, platform, names, candidate));
                }
            }
        }
        return runs;
    }

    private Run run(Way way, EmbeddedPlatform platform, TopicNames names, Path candidate) {
        List<String> options = new ArrayList<>(way == Way.REPLAY ? settings.options() : List.of());
        if (way == Way.HEAP) {
            options.add("-Xmx" + HEAP);
        }
        try (JavaProcess reader = JavaProcess.start(
                "reader",
                candidate.getParent(),
                options,
                ReplayReaderMain.class.getName(),
                List.of(
                        way.name(),
                        platform.bootstrapServers(),
                        platform.registryUrl(),
                        names.prefix(),
                        candidate.toString()))) {
            String[] told = reader.lineAfter(ReplayReaderMain.READ).strip().split(" ");
            return new Run(
                    Long.parseLong(told[0]),
                    Double.parseDouble(told[1]),
                    Double.parseDouble(told[2]),
                    Double.parseDouble(told[3]),
                    Double.parseDouble(told[4]));
        }
    }

    private static void row(Builder figures, Way way, Written written, Map<Way, List<Run>> all) {
        List<Run> runs = all.get(way);
        boolean timed = way != Way.HEAP;
        figures.row(
                say(way),
                Cells.of(runs.getFirst().prompts()),
                Cells.of(written.bytes() / 1e6),
                timed ? Cells.of(Quantiles.median(runs, Run::seconds)) : "",
                timed ? Cells.of(Quantiles.median(runs, Run::cpu)) : "",
                timed ? Cells.of(Quantiles.median(runs, Run::all)) : "",
                timed ? Cells.of(Quantiles.median(runs, Run::perCpu)) : "",
                timed ? Cells.of(ratio(runs, all.get(Way.BYTES), Run::cpu)) : "",
                timed && way != Way.BYTES ? Cells.of(ratio(runs, all.get(Way.VALUES), Run::cpu)) : "",
                timed && way != Way.BYTES ? Cells.of(ratio(runs, all.get(Way.VALUES), Run::all)) : "",
                timed ? "" : Cells.of(runs.getFirst().heap()));
    }

    /** Median over the repeats of how fast it is beside another way in the same repeat. */
    private static double ratio(List<Run> runs, List<Run> others, ToDoubleFunction<Run> cost) {
        double[] ratios = IntStream.range(0, runs.size())
                .mapToDouble(at -> cost.applyAsDouble(others.get(at)) / cost.applyAsDouble(runs.get(at)))
                .sorted()
                .toArray();
        int middle = ratios.length / 2;
        return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    }

    private static String say(Way way) {
        return switch (way) {
            case BYTES -> "bytes of the same four topics";
            case VALUES -> "their values, deserialised";
            case REPLAY -> "dry replay";
            case HEAP -> "dry replay, stopped to look at its heap";
        };
    }

    private List<String> notes() {
        return List.of(
                "Each is a process of its own with the launcher's options, as a user's replay is, from its first connection to its last record;"
                        + " all threads are those that compile and collect, too. The ways take turns; medians of "
                        + settings.repeats()
                        + " repeats, of ratios those within a repeat. Per core is by CPU time of the one thread that reads and decides; all"
                        + " threads count what the JVM does beside it on other cores, mostly compiling. Heap is the most that was in use after whole collections, one every other second, where there are "
                        + HEAP + " in all.",
                "The log was decided by the built-in configuration, the candidate is another one: every decision is made"
                        + " again, with its record, costs, latencies, and estimates of quality by group. A replay reads all"
                        + " four topics once and deserialises all that it reads.");
    }
}
