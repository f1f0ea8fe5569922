package io.promptyard.router.classify.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Classification;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.SealedBody;
import io.promptyard.model.Task;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.second.EmbeddingHeads.Head;
import io.promptyard.router.learn.CorrectionLearner;
import io.promptyard.router.metrics.SecondTierMeter;
import io.promptyard.router.metrics.SecondTierMetrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
    private static final Map<String, Double> NEAR = Map.of("a/big", 0.8, "b/small", 0.75, "c/other", 0.2);
    private static final Map<String, Double> FAR = Map.of("a/big", 0.9, "b/small", 0.5);
    /** The small one fails what is hard. */
    private static final EmbeddingHeads HEADS = new EmbeddingHeads(
            WordEmbedder.NAME,
            3,
            Map.of("big", new Head(0.9f, new float[3]), "small", new Head(0.9f, new float[] {-0.8f, 0, 0})));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WordEmbedder embedder = new WordEmbedder();
    private final AtomicLong clock = new AtomicLong();
    private final LongSupplier nanos = () -> clock.getAndAdd(1_000_000);

    @Test
    void shouldMoveWhatItKnowsWhenPredictionsAreNear() {
        // When
        Classification said = over(NEAR, 0.1).classify(request("a hard one"));
        // Then
        assertThat(said.scores()).isEqualTo(Map.of("a/big", 0.85, "b/small", 0.425, "c/other", 0.2));
        assertThat(said.classifier()).isEqualTo("fixed+words@64");
        assertThat(embedder.tokens).isEqualTo(64);
        assertThat(said.micros()).isEqualTo(7 + 1000);
        assertThat(meters.get(SecondTierMeter.ASKED.id())
                        .tag("result", "answered")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
    }

    @Test
    void shouldNotBeAskedWhenTheFirstTierIsSure() {
        // When
        Classification said = over(FAR, 0.1).classify(request("a hard one"));
        // Then
        assertThat(said).isEqualTo(fixed(FAR).classify(request("a hard one")));
        assertThat(embedder.asked).isZero();
        assertThat(meters.get(SecondTierMeter.PASSED.id()).counter().count()).isEqualTo(1);
    }

    @Test
    void shouldBeAskedWhenAPredictionIsNearWhatIsDemanded() {
        // When
        over(FAR, 0.1).classify(demanding(0.55));
        over(FAR, 0.1).classify(demanding(0.7));
        // Then
        assertThat(embedder.asked).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheFirstAnswerWhenTheEmbedderFails() {
        // Given
        embedder.close();
        // When
        Classification said = over(NEAR, 0.1).classify(request("a hard one"));
        // Then
        assertThat(said).isEqualTo(fixed(NEAR).classify(request("a hard one")));
        assertThat(meters.get(SecondTierMeter.ASKED.id())
                        .tag("result", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldLeaveTheFirstAnswerWhenTheEmbeddingIsNoNumber() {
        // Given
        embedder.broken = true;
        // When
        Classification said = over(NEAR, 0.1).classify(request("a hard one"));
        // Then
        assertThat(said).isEqualTo(fixed(NEAR).classify(request("a hard one")));
    }

    @Test
    void shouldNotLookWhenTheBodyIsSealedOrNothingIsPredicted() {
        // Given
        PromptRequest sealed = PromptRequest.of(
                new RequestId("r"),
                Instant.EPOCH,
                new PromptContent.Sealed(new SealedBody("k", "a", ByteBuffer.allocate(400))));
        // When
        over(NEAR, 1).classify(sealed);
        over(Map.of(), 1).classify(request("a hard one"));
        over(Map.of("c/other", 0.5, "d/other", 0.5), 1).classify(request("a hard one"));
        // Then
        assertThat(embedder.asked).isZero();
    }

    @Test
    void shouldStandOverACorrectionWhenOneIsLaidUnder() {
        // Given
        SecondOpinion second = over(NEAR, 0.1);
        // When
        PromptClassifier corrected = second.corrected(new CorrectionLearner().learn("fixed", List.of(), null), "log-1");
        // Then
        assertThat(second.version()).isEqualTo("fixed");
        assertThat(corrected.classify(request("hard")).classifier()).isEqualTo("log-1+words@64");
    }

    @Test
    void shouldRefuseHeadsWhenTheyAreOfAnotherEmbedder() {
        // Given
        EmbeddingHeads others = new EmbeddingHeads("others", 3, Map.of());
        // Then
        assertThatThrownBy(
                        () -> new SecondOpinion(fixed(NEAR), embedder, others, 0.1, 64, SecondTierListener.NONE, nanos))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learnt from others");
    }

    @Test
    void shouldReadAsManyTokensAsTheTimeAllows() {
        // Given: each token takes 50 µs
        AtomicLong time = new AtomicLong();
        TextEmbedder slow = new Slow(time, 50_000);
        // Then
        assertThat(TokenBudget.within(Duration.ofMillis(5), slow, time::get)).isEqualTo(96);
        assertThat(TokenBudget.within(Duration.ofSeconds(1), slow, time::get)).isEqualTo(256);
        assertThat(TokenBudget.within(Duration.ofNanos(800_000), slow, time::get))
                .isEqualTo(16);
        assertThat(TokenBudget.within(Duration.ofNanos(700_000), slow, time::get))
                .isZero();
    }

    private SecondOpinion over(Map<String, Double> scores, double band) {
        return new SecondOpinion(fixed(scores), embedder, HEADS, band, 64, new SecondTierMetrics(meters), nanos);
    }

    private static PromptRequest request(String text) {
        return PromptRequest.of(new RequestId("r"), Instant.EPOCH, PromptBody.ofUser(text));
    }

    private static PromptRequest demanding(double quality) {
        PromptRequest plain = request("a hard one");
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                plain.tenant(),
                plain.endpoint(),
                Map.of(),
                plain.model(),
                new Constraints(List.of(), false, null, quality, List.of()),
                plain.body(),
                false,
                null,
                null,
                null);
    }

    /** A first tier that predicts the same of every prompt. */
    private static Correctable fixed(Map<String, Double> scores) {
        return new Correctable() {
            @Override
            public String version() {
                return "fixed";
            }

            @Override
            public PromptClassifier corrected(Correction correction, String version) {
                return request -> said(version);
            }

            @Override
            public Classification classify(PromptRequest request) {
                return said(version());
            }

            private Classification said(String version) {
                return new Classification(version, Task.OTHER, 0.5, "", "en", 3, 0.5, scores, Map.of(), 7);
            }
        };
    }

    /** Whose time passes by the token. */
    private record Slow(AtomicLong time, long perToken) implements TextEmbedder {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public int mostTokens() {
            return 256;
        }

        @Override
        public float[][] embed(List<String> texts, int tokens) {
            time.addAndGet(perToken * tokens);
            return new float[texts.size()][1];
        }

        @Override
        public void close() {}
    }
}
