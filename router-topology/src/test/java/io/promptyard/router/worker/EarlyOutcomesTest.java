package io.promptyard.router.worker;

import static io.promptyard.router.fixture.Prompts.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.fixture.Prompts;
import org.junit.jupiter.api.Test;

class EarlyOutcomesTest {
    private final EarlyOutcomes early = new EarlyOutcomes();

    @Test
    void shouldGiveTheAttemptsFromThisOneOnInTheirOrder() {
        // Given
        keep("p-1", 1);
        keep("p-2", 2);
        keep("p-1", 2);
        keep("p-1", 3);

        // When
        var taken = early.take(new RequestId("p-1"), 2);

        // Then
        assertThat(taken).extracting(ProviderOutcome::attempt).containsExactly(2, 3);
        assertThat(early.take(new RequestId("p-1"), 2)).isEmpty();
    }

    @Test
    void shouldGiveNothingWhenTheAttemptItselfIsNotAmongThem() {
        // Given
        keep("p-1", 1);

        // When
        var taken = early.take(new RequestId("p-1"), 2);

        // Then
        assertThat(taken).isEmpty();
    }

    @Test
    void shouldForgetWhatIsOld() {
        // Given
        keep("p-1", 1);

        // When
        early.forget(Prompts.START.plusMillis(1));

        // Then
        assertThat(early.take(new RequestId("p-1"), 1)).isEmpty();
    }

    @Test
    void shouldKeepTheLatestWhenThereAreTooMany() {
        // Given
        for (int i = 0; i <= EarlyOutcomes.MOST; i++) {
            keep("p-" + i, 1);
        }

        // When
        var oldest = early.take(new RequestId("p-0"), 1);

        // Then
        assertThat(oldest).isEmpty();
        assertThat(early.take(new RequestId("p-1"), 1)).hasSize(1);
    }

    private void keep(String id, int attempt) {
        early.keep(
                new ProviderOutcome(new RequestId(id), attempt, id + "#" + attempt + ".1", Prompts.START, answer(1, 1)),
                Prompts.START);
    }
}
