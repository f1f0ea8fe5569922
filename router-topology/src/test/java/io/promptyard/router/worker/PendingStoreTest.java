package io.promptyard.router.worker;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.START;
import static io.promptyard.router.fixture.Prompts.calling;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PendingCall;
import io.promptyard.model.RequestId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingStoreTest {
    private static final RequestId ID = new RequestId("p-1");

    private final TaskFixture task = new TaskFixture();
    private final PendingStore store = new PendingStore(task.store, Duration.ofMinutes(15), 3);
    private Instant now = START;

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldKeepTheMarkAndDropTheCallWhenACommitMustHaveFollowed() {
        // Given
        settle("p-1", 1);

        // When
        tick(Duration.ofSeconds(6));
        assertThat(store.endedBy(ID, 40)).as("no tick before this one").isPresent();
        tick(Duration.ofMillis(50));

        // Then
        assertThat(store.endedBy(ID, 40)).isEmpty();
        assertThat(store.knows(ID, 1)).isTrue();
        assertThat(store.knows(ID, 2)).isFalse();
    }

    @Test
    void shouldKeepTheCallWhenTheThreadStoodStillSinceItEnded() {
        // Given
        tick(Duration.ZERO);
        settle("p-1", 1);

        // When
        tick(Duration.ofMinutes(3));

        // Then
        assertThat(store.endedBy(ID, 40)).isPresent();
    }

    @Test
    void shouldForgetTheMarkWhenItIsOldEnough() {
        // Given
        settle("p-1", 1);

        // When
        tick(Duration.ofMinutes(14));
        tick(Duration.ofMinutes(1));
        assertThat(store.knows(ID, 1)).isTrue();
        tick(Duration.ofMillis(1));
        tick(Duration.ofMillis(1));

        // Then
        assertThat(store.knows(ID, 1)).isFalse();
        assertThat(task.store.all()).isExhausted();
    }

    @Test
    void shouldForgetTheOldestMarksWhenThereAreTooMany() {
        // Given
        for (int i = 1; i <= 5; i++) {
            settle("p-" + i, 1);
        }

        // When
        tick(Duration.ofSeconds(6));
        tick(Duration.ofMillis(50));

        // Then
        assertThat(store.call(new RequestId("p-1"))).as("not alive again").isEmpty();
        assertThat(store.knows(new RequestId("p-2"), 1)).isFalse();
        assertThat(store.knows(new RequestId("p-3"), 1)).isTrue();
    }

    @Test
    void shouldKeepTheYoungerMarkWhenThePromptCameBack() {
        // Given
        settle("p-1", 1);
        tick(Duration.ofMinutes(10));
        settle("p-1", 3);

        // When
        tick(Duration.ofMinutes(6));
        tick(Duration.ofSeconds(1));

        // Then
        assertThat(store.knows(ID, 3)).isTrue();
    }

    @Test
    void shouldBeginToAgeAnewWhenRestored() {
        // Given
        settle("p-1", 1);
        Instant restart = now.plus(Duration.ofHours(5));
        PendingStore restored = new PendingStore(task.store, Duration.ofMinutes(15), 3);

        // When
        restored.restore(restart, call -> {
            throw new AssertionError("nothing is pending");
        });
        restored.forget(restart.plusSeconds(1));

        // Then
        assertThat(restored.knows(ID, 1)).isTrue();
        assertThat(restored.endedBy(ID, 40)).isPresent();
        assertThat(restored.pending()).isZero();
    }

    @Test
    void shouldCountWhatHasNotEnded() {
        // When
        store.add(calling(dispatch("p-7", GPT, 1, 0)));
        settle("p-1", 1);

        // Then
        assertThat(store.pending()).isEqualTo(1);
    }

    private void settle(String id, int attempt) {
        PendingCall call = calling(dispatch(id, GPT, attempt, 0));
        store.add(call);
        store.settle(call, 40, now);
    }

    private void tick(Duration after) {
        now = now.plus(after);
        store.forget(now);
    }
}
