package io.promptyard.microbenchmarks;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The whole classification of one prompt by its length, and, to compare with, the mere splitting of its text. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@State(Scope.Thread)
public class ClassificationBenchmark {
    /** Of the prompt, as {@code o200k_base} counts. */
    @Param({"16", "64", "256", "1024", "8192"})
    public int tokens;

    private final HeuristicClassifier classifier = HeuristicClassifier.create(System::nanoTime);
    private List<PromptRequest> requests = List.of();
    private List<String> texts = List.of();
    private int turn;

    @Setup
    public void cut() {
        texts = SizedPrompts.of(tokens);
        requests = texts.stream()
                .map(text -> PromptRequest.of(new RequestId("bench"), Instant.EPOCH, PromptBody.ofUser(text)))
                .toList();
    }

    @Benchmark
    public Classification classify() {
        return classifier.classify(requests.get(turn++ % requests.size()));
    }

    @Benchmark
    public String[] split() {
        return texts.get(turn++ % texts.size()).split(" ");
    }
}
