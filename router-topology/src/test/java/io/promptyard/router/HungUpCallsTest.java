package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.RequestId;
import io.promptyard.model.SpendOption;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that go on although their caller has hung up. */
class HungUpCallsTest {
    private static final TokenUsage USAGE = TokenUsage.of(1_000, 500);

    @TempDir
    Path state;

    private WorkerFixture worker;

    @BeforeEach
    void start() {
        worker = new WorkerFixture(state);
        worker.connector.readOn();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void shouldStayOpenUntilItEndsWhenTheCallerHangsUp() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 3));

        // When
        worker.worker.cancel(new RequestId("p-1"));
        worker.settle();

        // Then
        assertThat(worker.responses()).isEmpty();
        assertThat(worker.worker.openCalls())
                .as("it has its place, and a drain waits for it")
                .isEqualTo(1);
    }

    @Test
    void shouldSettleWithTheExactCostWhenItIsReadToItsEnd() {
        // Given
        worker.dispatch(
                dispatch("p-1", GPT, 1, 3).reserved(new SpendOption(GPT, BigDecimal.ONE, null), true, false, null));
        worker.worker.cancel(new RequestId("p-1"));

        // When
        worker.end(cancelled(USAGE, null));

        // Then
        FinalResponse response = worker.responses().getFirst();
        assertThat(response.result())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(response.costUsd()).isEqualByComparingTo("0.002");
        assertThat(worker.ended()).singleElement().satisfies(attempt -> {
            assertThat(attempt.usage()).isEqualTo(USAGE);
            assertThat(attempt.costUsd()).isEqualByComparingTo("0.002");
            assertThat(attempt.settles()).as("its reservation").isEqualTo(1);
            assertThat(attempt.costAtLeastUsd()).isNull();
        });
        assertThat(worker.deadLetters()).isEmpty();
        assertThat(worker.count("promptyard.worker.read.on")).isEqualTo(1);
        assertThat(worker.count("promptyard.worker.cost.unknown")).isZero();
    }

    @Test
    void shouldSayWhatItCostAtLeastWhenItBreaksOff() {
        // Given
        worker.dispatch(dispatch("p-1", GPT, 1, 3));
        worker.worker.cancel(new RequestId("p-1"));

        // When
        worker.end(cancelled(null, USAGE));

        // Then
        assertThat(worker.responses().getFirst().costUsd())
                .as("a lower bound is no cost")
                .isNull();
        assertThat(worker.ended()).singleElement().satisfies(attempt -> {
            assertThat(attempt.usage()).isNull();
            assertThat(attempt.costUsd()).isNull();
            assertThat(attempt.usageSoFar()).isEqualTo(USAGE);
            assertThat(attempt.costAtLeastUsd()).isEqualByComparingTo("0.002");
        });
        assertThat(worker.count("promptyard.worker.read.on")).isZero();
        assertThat(worker.count("promptyard.worker.cost.unknown")).isEqualTo(1);
    }

    private static Failed cancelled(@Nullable TokenUsage usage, @Nullable TokenUsage soFar) {
        return new Failed(FailureKind.CANCELLED, "the caller hung up", 200, null, null, 10, 5L, 3, usage, soFar);
    }
}
