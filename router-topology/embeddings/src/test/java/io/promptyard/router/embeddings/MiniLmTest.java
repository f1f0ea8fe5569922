package io.promptyard.router.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.classify.second.TextEmbedderFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference numbers are those of langchain4j 1.19.0-beta29 with DJL's tokenizer for the same texts. */
final class MiniLmTest {
    private static TextEmbedder embedder;

    @BeforeAll
    static void open() {
        embedder = TextEmbedderFactory.find().orElseThrow().open();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void shouldAgreeWithTheReferenceWhenItIsTheSameModel() {
        // When
        float[][] vectors = embedder.embed(List.of("What is the capital of France?", "北京是中国的首都"), 256);
        // Then
        assertThat(vectors[0]).hasSize(384);
        assertThat(vectors[0][0]).isCloseTo(0.08802859f, within(1e-4f));
        assertThat(vectors[0][1]).isCloseTo(0.033247266f, within(1e-4f));
        assertThat(vectors[0][383]).isCloseTo(-0.0095585f, within(1e-4f));
        assertThat(vectors[1][0]).isCloseTo(0.0786131f, within(1e-4f));
        assertThat(vectors[1][383]).isCloseTo(-0.04912466f, within(1e-4f));
    }

    @Test
    void shouldBeNearerWhenTextsMeanTheSame() {
        // When
        float[][] vectors = embedder.embed(
                List.of("How do I cook rice?", "What is the way to boil rice?", "Prove that 2 is prime."), 64);
        // Then
        assertThat(TextEmbedder.cosine(vectors[0], vectors[0])).isCloseTo(1, within(1e-5));
        assertThat(TextEmbedder.cosine(vectors[0], vectors[1]))
                .isGreaterThan(TextEmbedder.cosine(vectors[0], vectors[2]) + 0.3);
    }

    @Test
    void shouldReadNoFurtherWhenTokensAreLimited() {
        // Given
        String text = "one two three four five six seven eight";
        // When
        float[][] vectors = embedder.embed(List.of(text, text + " and quite another end"), 10);
        // Then
        assertThat(vectors[0]).isEqualTo(vectors[1]);
        assertThat(embedder.embed(List.of(text + " and quite another end"), 20)[0])
                .isNotEqualTo(vectors[0]);
    }

    @Test
    void shouldAnswerInOrderWhenManyOfAllLengthsAreAsked() throws Exception {
        // Given
        List<String> texts = IntStream.range(0, 70)
                .mapToObj(at -> "number " + at + " more".repeat(at % 3))
                .toList();
        Callable<float[][]> work = () -> embedder.embed(texts, 32);
        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<float[][]> one = threads.submit(work);
            Future<float[][]> two = threads.submit(work);
            // Then
            for (int at : new int[] {0, 1, 41, 69}) {
                float[] alone = embedder.embed(List.of(texts.get(at)), 32)[0];
                assertThat(TextEmbedder.cosine(one.get()[at], alone)).isGreaterThan(0.98);
                assertThat(two.get()[at]).isEqualTo(one.get()[at]);
            }
        }
        assertThat(embedder.embed(List.of(), 32)).isEmpty();
    }

    @Test
    void shouldRefuseWhenTokensAreOutOfRangeOrItIsClosed() {
        // Given
        TextEmbedder closed = new MiniLmFactory().open();
        closed.close();
        closed.close();
        // Then
        assertThatThrownBy(() -> embedder.embed(List.of("a"), 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> embedder.embed(List.of("a"), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> closed.embed(List.of("a"), 16)).isInstanceOf(IllegalStateException.class);
    }
}
