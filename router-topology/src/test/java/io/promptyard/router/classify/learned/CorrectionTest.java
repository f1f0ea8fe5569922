package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.learn.CorrectionLearner;
import io.promptyard.router.learn.Residual;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionTest {
    @Test
    void shouldComeBackAsItWasWhenItIsWrittenAndRead() {
        // Given
        Correction learnt = learnt();
        // When
        Correction read = Correction.read(learnt.write());
        // Then
        assertThat(read.base()).isEqualTo("learned-1");
        assertThat(read.models()).hasSize(2);
        assertThat(read.words().size()).isEqualTo(learnt.words().size()).isPositive();
        assertThat(read.models().getFirst().byTask())
                .isEqualTo(learnt.models().getFirst().byTask());
        assertThat(read.cells()).isEqualTo(learnt.cells());
        assertThat(read.write()).isEqualTo(learnt.write());
    }

    @Test
    void shouldRefuseBytesThatAreNone() {
        // Then
        assertThatThrownBy(() -> Correction.read(new byte[0])).isInstanceOf(UnreadableModelException.class);
        assertThatThrownBy(() -> Correction.read("PYRM and more".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("PYRC");
    }

    @Test
    void shouldRefuseEveryPartOfOne() {
        // Given
        byte[] whole = learnt().write();
        // Then
        for (int length = 0; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Correction.read(part)).isInstanceOf(UnreadableModelException.class);
        }
    }

    @Test
    void shouldNameFamiliesByTheLettersThatTheyBeginWith() {
        // Then
        assertThat(Correction.family(Target.of("openai", "gpt-4o-mini"))).isEqualTo("gpt");
        assertThat(Correction.family(Target.of("openrouter", "meta-llama/Llama-3.3-70b")))
                .isEqualTo("llama");
        assertThat(Correction.family(Target.of("p", "7b"))).isEqualTo("7b");
    }

    private static Correction learnt() {
        List<Residual> rows = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            rows.add(new Residual("write code " + at, Task.CODE, Target.of("a", "one-1"), 0.8, -0.5, 1));
            rows.add(new Residual("write prose " + at, Task.CHAT, Target.of("a", "two-2"), 0.8, 0.1, 2));
        }
        return new CorrectionLearner().learn("learned-1", rows, null);
    }
}
