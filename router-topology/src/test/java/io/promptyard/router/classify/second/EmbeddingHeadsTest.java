package io.promptyard.router.classify.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.router.classify.learned.UnreadableModelException;
import io.promptyard.router.classify.second.EmbeddingHeads.Head;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddingHeadsTest {
    private static final EmbeddingHeads HEADS = new EmbeddingHeads(
            "words", 2, Map.of("a/one", new Head(0.5f, new float[] {1, -1}), "two", new Head(0.25f, new float[] {0, 0.5f
            })));

    @Test
    void shouldBeTheSameWhenWrittenAndRead() {
        // When
        EmbeddingHeads read = EmbeddingHeads.read(HEADS.write());
        // Then
        assertThat(read.embedder()).isEqualTo("words");
        assertThat(read.dimensions()).isEqualTo(2);
        assertThat(read.names()).containsExactly("a/one", "two");
        assertThat(head(read, "two").weights()).containsExactly(0, 0.5f);
        assertThat(head(read, "a/one").bias()).isEqualTo(0.5f);
        assertThat(read.write()).isEqualTo(HEADS.write());
    }

    @Test
    void shouldFindAHeadByTargetOrBareModel() {
        assertThat(HEADS.of("a/one")).isNotNull();
        assertThat(HEADS.of("b/one")).isNull();
        assertThat(HEADS.of("b/two")).isSameAs(HEADS.of("c/two")).isNotNull();
        assertThat(HEADS.of("")).isNull();
    }

    @Test
    void shouldStayWithinBoundsWhenAProbabilityIsAsked() {
        // Given
        Head head = head(HEADS, "a/one");
        // Then
        assertThat(EmbeddingHeads.probability(head, new float[] {1, 0})).isEqualTo(1);
        assertThat(EmbeddingHeads.probability(head, new float[] {0, 1})).isZero();
        assertThat(EmbeddingHeads.value(head, new float[] {1, 0})).isEqualTo(1.5);
    }

    @Test
    void shouldRefuseWhenAnyByteIsDamagedOrMissing() {
        // Given
        byte[] bytes = HEADS.write();
        // Then
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> EmbeddingHeads.read(damaged)).isInstanceOf(UnreadableModelException.class);
            byte[] shorter = Arrays.copyOf(bytes, at);
            assertThatThrownBy(() -> EmbeddingHeads.read(shorter)).isInstanceOf(UnreadableModelException.class);
        }
    }

    @Test
    void shouldRefuseWhenAWeightIsMissingOrNoNumber() {
        assertThatThrownBy(() -> new EmbeddingHeads("e", 2, Map.of("m", new Head(0, new float[1]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heads.m");
        assertThatThrownBy(() -> new EmbeddingHeads("e", 1, Map.of("m", new Head(0, new float[] {Float.NaN}))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameWhatItWasLearntFromWhenTheEmbedderIsAnother() {
        assertThat(HEADS.problem(new WordEmbedder()).orElseThrow())
                .isEqualTo("learnt from words with 2 numbers, not from words with 3");
    }

    private static Head head(EmbeddingHeads heads, String target) {
        return Objects.requireNonNull(heads.of(target));
    }
}
