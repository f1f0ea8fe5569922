package io.promptyard.microbenchmarks;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.DefaultModel;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Scorer;
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

/**
 * Both tiers together with the model that ships, by the length of a prompt, everything included; and of the second tier its
 * two parts, the features and what the model makes of them.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@State(Scope.Thread)
public class LearnedTierBenchmark {
    /** Of the prompt, as {@code o200k_base} counts. */
    @Param({"16", "64", "256", "1024", "8192"})
    public int tokens;

    private final RoutingModel model = DefaultModel.find().orElseThrow();
    private final PromptClassifier classifier =
            new LearnedClassifier(HeuristicClassifier.create(System::nanoTime), model, Priors.NONE, System::nanoTime);
    private final PromptFeatures features = new PromptFeatures();
    private final PromptFeatures read = new PromptFeatures();
    private final Scorer scorer = new Scorer(model);
    private List<PromptRequest> requests = List.of();
    private List<String> texts = List.of();
    private int turn;

    @Setup
    public void cut() {
        texts = SizedPrompts.of(tokens);
        requests = texts.stream()
                .map(text -> PromptRequest.of(new RequestId("bench"), Instant.EPOCH, PromptBody.ofUser(text)))
                .toList();
        read.read(texts.getFirst());
    }

    @Benchmark
    public Classification classify() {
        return classifier.classify(requests.get(turn++ % requests.size()));
    }

    @Benchmark
    public int features() {
        features.read(texts.get(turn++ % texts.size()));
        return features.size();
    }

    /** Always of the same prompt: its features are at hand, its weights in the cache. */
    @Benchmark
    public double score() {
        scorer.score(read);
        return scorer.complexity();
    }
}
