package io.promptyard.bench.suite;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.ClassifierParts;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.standalone.demo.DemoPrompt;
import io.promptyard.standalone.demo.DemoPrompts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What the classification of a prompt costs, and its parts, on one thread. */
final class ClassifyBench {
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;
    private static final List<Integer> SIZES = List.of(1_000, 8_000, 64_000, 1_000_000);
    private static final String SPLIT = "text split at spaces";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final BenchSettings settings;
    private final Consumer<String> progress;
    /** What the work answers goes here, so that none of it is optimised away. */
    private long sink;

    private ClassifyBench(BenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        List<String> texts = DemoPrompts.load().stream().map(DemoPrompt::prompt).toList();
        ClassifyBench bench = new ClassifyBench(settings, progress);
        HeuristicClassifier classifier = HeuristicClassifier.create(System::nanoTime);
        return new Report(
                "classify",
                "./promptyard bench classify --markdown",
                machine,
                List.of(bench.parts(texts, classifier), bench.sizes(texts, classifier)),
                List.of(
                        "One thread. A row is loaded for the warm-up and then measured; prompts are taken in turn. CPU is the"
                                + " thread's own time, which a busy machine changes least.",
                        "The parts' inputs stand ready, so the parts add up to about the whole."
                                + " p99 over prompts of all sizes is that of the longest."));
    }

    private Figures parts(List<String> texts, HeuristicClassifier classifier) {
        ClassifierParts parts = new ClassifierParts();
        Map<String, List<IntSupplier>> rows = new LinkedHashMap<>();
        for (String text : texts) {
            add(rows, SPLIT, () -> text.split(" ").length);
            add(rows, "classification", whole(classifier, text));
            parts.of(PromptBody.ofUser(text)).forEach((part, work) -> add(rows, "its " + part, work));
        }
        Builder figures = table("The " + texts.size() + " prompts of the demo");
        measure(rows, figures);
        return figures.build();
    }

    private Figures sizes(List<String> texts, HeuristicClassifier classifier) {
        String all = texts.stream().collect(Collectors.joining("\n\n"));
        Builder figures = table("Prompts of a size, made of the demo's");
        for (int size : SIZES) {
            String text = all.repeat(size / all.length() + 1).substring(0, size);
            Map<String, List<IntSupplier>> rows = new LinkedHashMap<>();
            add(rows, SPLIT + ", " + size + " characters", () -> text.split(" ").length);
            add(rows, "classification, " + size + " characters", whole(classifier, text));
            measure(rows, figures);
        }
        return figures.build();
    }

    private static Builder table(String title) {
        return Figures.of(title, "what", "p50 µs", "p99 µs", "CPU µs", "per CPU second", "CPU / split");
    }

    /** The first row is what the others are compared with. */
    private void measure(Map<String, List<IntSupplier>> rows, Builder figures) {
        double base = Double.NaN;
        for (Map.Entry<String, List<IntSupplier>> row : rows.entrySet()) {
            progress.accept(row.getKey());
            loop(row.getValue(), settings.warm());
            long before = threads.getCurrentThreadCpuTime();
            Histogram nanos = loop(row.getValue(), settings.measured());
            double cpu = (double) (threads.getCurrentThreadCpuTime() - before) / nanos.getTotalCount();
            base = Double.isNaN(base) ? cpu : base;
            figures.row(
                    row.getKey(),
                    Cells.of(nanos.getValueAtPercentile(50) / 1e3),
                    Cells.of(nanos.getValueAtPercentile(99) / 1e3),
                    Cells.of(cpu / 1e3),
                    Cells.of(1e9 / cpu),
                    Cells.ratio(cpu, base));
        }
    }

    /** Whole rounds, at least one, until the time is over. */
    private Histogram loop(List<IntSupplier> works, Duration time) {
        Histogram nanos = new Histogram(HIGHEST_NANOS, DIGITS);
        long end = System.nanoTime() + time.toNanos();
        long before = System.nanoTime();
        do {
            for (IntSupplier work : works) {
                sink += work.getAsInt();
                long after = System.nanoTime();
                nanos.recordValue(Math.min(HIGHEST_NANOS, after - before));
                before = after;
            }
        } while (before < end);
        if (sink < 0) {
            throw new IllegalStateException("counts are not negative (got " + sink + ")");
        }
        return nanos;
    }

    private static IntSupplier whole(HeuristicClassifier classifier, String text) {
        PromptRequest request = PromptRequest.of(new RequestId("bench"), Instant.EPOCH, PromptBody.ofUser(text));
        return () -> classifier.classify(request).promptTokens();
    }

    private static void add(Map<String, List<IntSupplier>> rows, String name, IntSupplier work) {
        rows.computeIfAbsent(name, n -> new ArrayList<>()).add(work);
    }
}
