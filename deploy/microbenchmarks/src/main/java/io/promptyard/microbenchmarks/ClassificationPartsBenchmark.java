package io.promptyard.microbenchmarks;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.router.classify.ClassifierParts;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
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

/** Each part of the classification of a prompt of 256 tokens, what it needs from the parts before it at hand. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ClassificationPartsBenchmark {
    private static final int TOKENS = 256;

    @Param({"tokens", "words", "structure", "language", "task", "domain"})
    public String part = "";

    private List<IntSupplier> works = List.of();
    private int turn;

    @Setup
    public void prepare() {
        ClassifierParts parts = new ClassifierParts();
        works = SizedPrompts.of(TOKENS).stream()
                .map(text ->
                        Objects.requireNonNull(parts.of(PromptBody.ofUser(text)).get(part)))
                .toList();
    }

    @Benchmark
    public int work() {
        return works.get(turn++ % works.size()).getAsInt();
    }
}
