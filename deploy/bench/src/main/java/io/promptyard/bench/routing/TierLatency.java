package io.promptyard.bench.routing;

import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Task;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** What each tier takes for prompts of a length. */
final class TierLatency {
    private static final int[] LENGTHS = {20, 64, 128, 256};
    private static final int TEXTS = 50;
    /** Of an English word, about. */
    private static final int CHARS_PER_TOKEN = 4;

    private static final int CHEAP_ROUNDS = 40;
    private static final int DEAR_ROUNDS = 4;
    private static final int DIGITS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RoutingData data;
    private final TextEmbedder embedder;
    private final Consumer<String> progress;

    TierLatency(RoutingData data, TextEmbedder embedder, Consumer<String> progress) {
        this.data = data;
        this.embedder = embedder;
        this.progress = progress;
    }

    Figures figures() {
        Builder table = Figures.of("Time for a prompt", "tier", "tokens", "p50 µs", "p99 µs", "CPU µs");
        HeuristicClassifier first = HeuristicClassifier.create(System::nanoTime);
        PromptClassifier learned = LearnedClassifier.withHeads(
                first, new RidgeLearner().learn(data.dev()), new NoTargets(), System::nanoTime);
        for (int length : LENGTHS) {
            progress.accept("time, " + length + " tokens");
            List<String> texts = texts(length);
            List<PromptRequest> requests = texts.stream()
                    .map(text -> PromptRequest.of(new RequestId("bench"), Instant.EPOCH, PromptBody.ofUser(text)))
                    .toList();
            row(table, "heuristic", length, CHEAP_ROUNDS, at -> first.classify(requests.get(at)));
            row(table, "learned", length, CHEAP_ROUNDS, at -> learned.classify(requests.get(at)));
            row(table, "embedding alone", length, DEAR_ROUNDS, at -> embedder.embed(List.of(texts.get(at)), length));
        }
        return table.build();
    }

    /** Long enough that the embedder reads as many tokens as wanted. */
    private List<String> texts(int length) {
        int chars = length * CHARS_PER_TOKEN;
        List<String> found = data.dev().stream()
                .map(LabelledPrompt::text)
                .filter(text -> text.length() >= chars)
                .limit(TEXTS)
                .map(text -> text.substring(0, Math.min(text.length(), 2 * chars)))
                .toList();
        if (found.size() < TEXTS) {
            throw new IllegalStateException(
                    "the dev split has " + found.size() + " prompts of " + chars + " characters");
        }
        return found;
    }

    private static void row(Builder table, String tier, int length, int rounds, IntConsumer work) {
        measure(rounds / 2, work);
        long before = THREADS.getCurrentThreadCpuTime();
        Histogram nanos = measure(rounds, work);
        long cpu = THREADS.getCurrentThreadCpuTime() - before;
        table.row(
                tier,
                Integer.toString(length),
                Cells.of(nanos.getValueAtPercentile(50) / 1e3),
                Cells.of(nanos.getValueAtPercentile(99) / 1e3),
                Cells.of(cpu / 1e3 / nanos.getTotalCount()));
    }

    private static Histogram measure(int rounds, IntConsumer work) {
        Histogram nanos = new Histogram(TimeUnit.SECONDS.toNanos(60), DIGITS);
        for (int round = 0; round < rounds; round++) {
            for (int at = 0; at < TEXTS; at++) {
                long start = System.nanoTime();
                work.accept(at);
                nanos.recordValue(System.nanoTime() - start);
            }
        }
        return nanos;
    }

    /** The models that were learnt from are scored instead. */
    private record NoTargets() implements Priors {
        @Override
        public List<String> targets() {
            return List.of();
        }

        @Override
        public double of(int target, Task task, double complexity) {
            throw new IndexOutOfBoundsException(target);
        }
    }
}
