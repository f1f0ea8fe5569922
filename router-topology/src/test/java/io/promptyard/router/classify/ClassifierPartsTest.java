package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class ClassifierPartsTest {

    @Test
    void shouldSayWhatTheWholeSays() {
        // Given
        String text = "Write a Python function that adds 2 numbers, and explain why the result is right.";
        Classification whole = HeuristicClassifier.create(() -> 0).classify(ClassifierFixtures.request(text));

        // When
        Map<String, IntSupplier> parts = new ClassifierParts().of(PromptBody.ofUser(text));

        // Then
        assertThat(parts).containsOnlyKeys("tokens", "words", "structure", "language", "task", "evidence", "domain");
        assertThat(parts.get("tokens").getAsInt()).isEqualTo(whole.promptTokens());
        assertThat(parts.get("words").getAsInt())
                .isEqualTo(whole.features().get("words").intValue());
        assertThat(parts.get("structure").getAsInt())
                .isEqualTo(whole.features().get("numbers").intValue());
        assertThat(parts.get("language").getAsInt()).isEqualTo(whole.language().length());
        assertThat(parts.get("task").getAsInt()).isEqualTo(whole.task().ordinal());
        assertThat(parts.get("evidence").getAsInt())
                .isGreaterThan(parts.get("domain").getAsInt());
    }
}
