package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    private final byte[] bytes = TinyModel.model().write();

    @Test
    void shouldSayTheSameWhenReadBack() {
        // Given
        RoutingModel model = TinyModel.model();

        // When
        RoutingModel read = RoutingModel.read(bytes);

        // Then
        assertThat(read.version()).isEqualTo(model.version()).startsWith("learned-");
        assertThat(read.heads()).isEqualTo(model.heads());
        assertThat(read.write()).isEqualTo(bytes);
        assertThat(probability(read, TinyModel.PROOF)).isEqualTo(probability(model, TinyModel.PROOF));
    }

    @Test
    void shouldReadAModelThatSaysNothingOfWhatItWasLearntFrom() throws IOException {
        // Given: one that a version before this wrote
        byte[] older;
        try (InputStream in =
                Objects.requireNonNull(ModelFileTest.class.getResourceAsStream("/learned/format-3.model"))) {
            older = in.readAllBytes();
        }

        // When
        RoutingModel read = RoutingModel.read(older);

        // Then
        assertThat(read.version()).isEqualTo("learned-858b0585f4c3");
        assertThat(read.heads()).containsExactly("big", "small");
        assertThat(read.learntFrom()).isEmpty();
        assertThat(RoutingModel.read(read.write()).learntFrom()).isEmpty();
    }

    @Test
    void shouldSayWhatItWasLearntFromWhenReadBack() {
        // Given
        LearntFrom from = new LearntFrom(
                7,
                6,
                Instant.ofEpochMilli(5),
                Instant.ofEpochMilli(9),
                Map.of("share.task.math", 0.25, "share.task.code", 0.75));

        // When
        RoutingModel told = TinyModel.model().learntFrom(from);

        // Then
        assertThat(RoutingModel.read(told.write()).learntFrom()).contains(from);
        assertThat(told.version()).isNotEqualTo(TinyModel.model().version());
        assertThat(probability(told, TinyModel.PROOF)).isEqualTo(probability(TinyModel.model(), TinyModel.PROOF));
    }

    private static double probability(RoutingModel model, String prompt) {
        PromptFeatures features = new PromptFeatures();
        features.read(prompt);
        Scorer scorer = new Scorer(model);
        scorer.score(features);
        return scorer.probability(TinyModel.WEAK, 0);
    }

    @Test
    void shouldSaySoWhenAFileIsNoModel() {
        assertThatThrownBy(() -> RoutingModel.read(new byte[] {1, 2, 3}))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("must begin with PYRM");
    }

    @Test
    void shouldNameBothFormatsWhenAModelIsOfAnother() {
        // Given
        byte[] older = bytes.clone();
        older[4] = 1;

        // Then
        assertThatThrownBy(() -> RoutingModel.read(older))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("this version reads 3 and 4 (got 1)");
    }

    @Test
    void shouldRefuseAModelWhenAByteHasChanged() {
        // Given
        byte[] damaged = bytes.clone();
        damaged[damaged.length / 2] ^= 1;

        // Then
        assertThatThrownBy(() -> RoutingModel.read(damaged))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void shouldRefuseAModelWhenItsEndIsMissing() {
        assertThatThrownBy(() -> RoutingModel.read(Arrays.copyOf(bytes, bytes.length - 10)))
                .isInstanceOf(UnreadableModelException.class);
    }

    @Test
    void shouldRefuseAForestWhenAQuestionLooksAtNoInput() {
        assertThatThrownBy(() -> new Forest(
                        1, new byte[] {0, 1, Forest.INPUTS}, new float[Forest.DEPTH], new float[Forest.LEAVES]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("question 2");
    }

    @Test
    void shouldRefuseAForestWhenALeafIsMissing() {
        assertThatThrownBy(() ->
                        new Forest(1, new byte[Forest.DEPTH], new float[Forest.DEPTH], new float[Forest.LEAVES - 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leaf");
    }
}
