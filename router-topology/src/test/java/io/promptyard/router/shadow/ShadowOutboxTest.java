package io.promptyard.router.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Role;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.ShadowMeter;
import io.promptyard.router.metrics.ShadowMetrics;
import io.promptyard.router.own.OwnCall;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Records that wait until the test has them written. */
class ShadowOutboxTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ShadowOutbox outbox = new ShadowOutbox(
            new ShadowOutbox.Publisher() {
                @Override
                public void shadowAttempt(ProviderAttempt attempt, Runnable gone) {
                    waiting.add(gone);
                }

                @Override
                public void shadowAnswer(FinalResponse answer, Runnable gone) {
                    waiting.add(gone);
                }
            },
            new ShadowMetrics(meters, "default"),
            new MutableClock(Prompts.START));

    @Test
    void shouldDropAnswersBeyondTheNumberThatMayWait() {
        // When
        for (int i = 0; i < ShadowOutbox.MOST + 50; i++) {
            outbox.answer(answer(10));
        }
        // Then
        assertThat(waiting).hasSize(ShadowOutbox.MOST);
        assertThat(dropped()).isEqualTo(50);
        assertThat(outbox.isFull()).isTrue();
    }

    @Test
    void shouldDropAnswersBeyondTheBytesThatMayWait() {
        // When
        for (int i = 0; i < 20; i++) {
            outbox.answer(answer(MEBIBYTE));
        }
        // Then
        assertThat(waiting).hasSize(15);
        assertThat(dropped()).isEqualTo(5);
    }

    @Test
    void shouldTakeOneOfAnySizeWhenNothingElseWaits() {
        // When
        outbox.answer(answer(20 * MEBIBYTE));
        outbox.answer(answer(1));
        // Then
        assertThat(waiting).hasSize(1);
        assertThat(outbox.isFull()).isTrue();
    }

    @Test
    void shouldTakeAnswersAgainWhenThoseBeforeAreWritten() {
        // Given
        for (int i = 0; i < ShadowOutbox.MOST + 1; i++) {
            outbox.answer(answer(10));
        }
        // When
        waiting.remove().run();
        outbox.answer(answer(10));
        // Then
        assertThat(waiting).hasSize(ShadowOutbox.MOST);
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void shouldTakeAttemptsWhenFullAndCountThem() {
        // Given
        for (int i = 0; i < ShadowOutbox.MOST; i++) {
            outbox.attempt(attempt());
        }
        // When
        outbox.answer(answer(10));
        outbox.attempt(attempt());
        // Then
        assertThat(waiting).hasSize(ShadowOutbox.MOST + 1);
        assertThat(dropped()).isEqualTo(1);
    }

    private double dropped() {
        return meters.get(ShadowMeter.ANSWERS_DROPPED.id()).counter().count();
    }

    private static ProviderAttempt attempt() {
        return new OwnCall(
                        Prompts.dispatch("p~s", Configs.GPT, 1, 0),
                        Prompts.classified(Prompts.prompt("p")),
                        ProviderAttempt.Purpose.SHADOW,
                        1,
                        "a")
                .started(Prompts.START);
    }

    private static FinalResponse answer(int bytes) {
        Completion said = new Completion(
                List.of(new Completion.Choice(
                        0, ChatMessage.of(Role.ASSISTANT, "x".repeat(bytes)), FinishReason.STOP, null, "{}")),
                null,
                "{}");
        return FinalResponse.of(
                Prompts.prompt("p~s"),
                Prompts.START,
                new FinalResponse.Answer(
                        Configs.GPT, "r", new CompletionContent.Clear(said), FinishReason.STOP, null, 1, null, "a", 0),
                1,
                null);
    }
}
