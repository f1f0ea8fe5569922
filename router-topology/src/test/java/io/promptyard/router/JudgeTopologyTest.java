package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static io.promptyard.router.fixture.JudgeFixture.BIG;
import static io.promptyard.router.fixture.JudgeFixture.FAR;
import static io.promptyard.router.fixture.JudgeFixture.LIMIT;
import static io.promptyard.router.fixture.JudgeFixture.NEAR;
import static io.promptyard.router.fixture.JudgeFixture.SMALL;
import static io.promptyard.router.fixture.JudgeFixture.rating;
import static io.promptyard.router.fixture.JudgeFixture.unsure;
import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.fixture.JudgeFixture;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.JudgeMeter;
import io.promptyard.router.own.Purse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The router's graph where a judge is configured. */
class JudgeTopologyTest {
    @TempDir
    Path state;

    private final JudgeFixture judge = new JudgeFixture();
    private RouterFixture router;

    @BeforeEach
    void start() {
        router = new RouterFixture(state, judge::tier, GPT);
        router.classifier.says(unsure(NEAR));
    }

    @AfterEach
    void stop() {
        router.close();
    }

    /** One fleet may have routers with and without, and who waited when it is taken out is still owed an answer. */
    @Test
    void shouldHaveTheSameGraphWhenNoJudgeIsConfigured() {
        try (RouterFixture without = new RouterFixture(state.resolve("without"), clock -> null, GPT)) {
            assertThat(router.topology.describe())
                    .hasToString(without.topology.describe().toString());
        }
    }

    @Test
    void shouldDecideByTheRatingWhenTheClassifierIsUnsure() {
        // Given
        router.send(prompt("hard"));
        assertThat(router.policy.decided()).isEmpty();
        // When
        judge.connector.last().end(rating(10));
        tick();
        // Then
        ClassifiedPrompt decided = router.policy.decided().getFirst();
        assertThat(decided.classification().complexity()).isEqualTo(1);
        assertThat(decided.classification().classifier()).isEqualTo("first+judge:openai/judge");
        assertThat(decided.request()).isEqualTo(prompt("hard"));
        assertThat(JudgeFixture.target(decided, Prompts.START)).isEqualTo(BIG);
        assertThat(router.dispatches(OPENAI)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("hard");
            assertThat(record.value().request()).isEqualTo(prompt("hard"));
        });
        assertThat(judge.attempts)
                .extracting(ProviderAttempt::purpose)
                .containsOnly(ProviderAttempt.Purpose.JUDGE)
                .hasSize(2);
        assertThat(judge.meters.get(JudgeMeter.COST.id()).counter().count()).isPositive();
    }

    @Test
    void shouldWriteOneDeadLetterWhenAPromptThatWaitedIsRefused() {
        // Given
        router.policy.refuse("p-1");
        router.send(prompt("p-1"));
        // When
        judge.connector.last().end(rating(5));
        tick();
        // Then
        assertThat(router.responses()).hasSize(1);
        assertThat(router.deadLetters())
                .extracting(record -> record.value().kind())
                .containsExactly(FailureKind.UNROUTABLE);
    }

    @Test
    void shouldSendItElsewhereWhenTheRatingIsAnother() {
        // When
        router.send(prompt("easy"));
        judge.connector.last().end(rating(1));
        tick();
        // Then
        assertThat(JudgeFixture.target(router.policy.decided().getFirst(), Prompts.START))
                .isEqualTo(SMALL);
        assertThat(judge.waited("rated")).isEqualTo(1);
    }

    @Test
    void shouldNotAskWhenTheClassifierIsSure() {
        // Given
        router.classifier.says(unsure(FAR));
        // When
        router.send(prompt("p-1"));
        // Then
        assertThat(judge.connector.calls()).isEmpty();
        assertThat(router.policy.decided().getFirst().classification()).isEqualTo(unsure(FAR));
        assertThat(judge.passed("sure")).isEqualTo(1);
    }

    @Test
    void shouldGoOnAsItWasClassifiedWhenTheTimeIsOver() {
        // Given
        router.send(prompt("p-1"));
        // When
        judge.alarms.getFirst().run();
        tick();
        // Then
        assertThat(router.policy.decided().getFirst().classification()).isEqualTo(unsure(NEAR));
        assertThat(router.dispatches(OPENAI)).hasSize(1);
        assertThat(judge.waited("late")).isEqualTo(1);
        assertThat(judge.meters.get(JudgeMeter.COST_UNKNOWN.id()).counter().count())
                .isEqualTo(1);
    }

    @Test
    void shouldGoOnAsItWasClassifiedWhenTheCallFailsOrWhatItSaysIsNoRating() {
        // Given
        router.send(prompt("p-1"));
        judge.connector.last().end(Failed.of(FailureKind.NETWORK, "refused", 3));
        router.send(prompt("p-2"));
        judge.connector.last().end(JudgeFixture.said("hard, I think"));
        // When
        tick();
        // Then
        assertThat(router.policy.decided())
                .extracting(ClassifiedPrompt::classification)
                .containsExactly(unsure(NEAR), unsure(NEAR));
        assertThat(judge.waited("failed")).isEqualTo(1);
        assertThat(judge.waited("junk")).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenWhatTheJudgeSaidIsLost() {
        // Given
        router.send(prompt("p-1"));
        // When
        router.clock.advance(LIMIT.plusSeconds(2));
        tick();
        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(1);
    }

    @Test
    void shouldNotAskWhenThePromptMayNotGoThere() {
        // Given
        PromptRequest confined = constrained("eu", new Constraints(List.of("eu"), false, null, null, List.of()));
        PromptRequest unkept = constrained("zero", new Constraints(List.of(), true, null, null, List.of()));
        // When
        router.send(confined);
        router.send(unkept);
        // Then
        assertThat(judge.connector.calls()).isEmpty();
        assertThat(judge.attempts).isEmpty();
        assertThat(judge.passed("not-permitted")).isEqualTo(2);
        assertThat(router.policy.decided()).hasSize(2);
    }

    @Test
    void shouldNotAskWhenNoBudgetHasMoneyForIt() {
        // Given
        List<BigDecimal> bounds = new ArrayList<>();
        JudgeFixture poor = new JudgeFixture();
        Purse empty = bound -> {
            bounds.add(bound);
            return Optional.empty();
        };
        // When
        try (RouterFixture unpaid = new RouterFixture(
                state.resolve("poor"), clock -> poor.tier(clock, JudgeConfig.MAX_OPEN, null, empty), GPT)) {
            unpaid.classifier.says(unsure(NEAR));
            unpaid.send(prompt("p-1"));
            // Then
            assertThat(unpaid.dispatches(OPENAI)).hasSize(1);
        }
        assertThat(bounds).hasSize(1);
        assertThat(poor.connector.calls()).isEmpty();
        assertThat(poor.passed("budget")).isEqualTo(1);
    }

    @Test
    void shouldTellTheBudgetsWhatEachCallHasCostAndThatNoneWasMadeWhereItsOwnBoundForbidsIt() {
        // Given
        List<BigDecimal> paid = new ArrayList<>();
        JudgeFixture bounded = new JudgeFixture();
        BigDecimal hour = new BigDecimal("0.00002");
        // When
        try (RouterFixture router = new RouterFixture(
                state.resolve("bounded"),
                clock -> bounded.tier(clock, JudgeConfig.MAX_OPEN, hour, bound -> Optional.of(paid::add)),
                GPT)) {
            router.classifier.says(unsure(NEAR));
            router.send(prompt("p-1"));
            router.send(prompt("p-2"));
            bounded.connector.last().end(rating(5));
        }
        // Then
        assertThat(bounded.connector.calls()).hasSize(1);
        assertThat(paid).hasSize(2);
        assertThat(paid.getFirst()).isZero();
        assertThat(paid.getLast())
                .isEqualByComparingTo(bounded.attempts.getLast().costUsd());
    }

    @Test
    void shouldHoldNobodyUpWhenOthersWait() {
        // Given
        router.send(prompt("waits"));
        // When
        router.classifier.says(unsure(FAR));
        router.send(prompt("sure"));
        // Then
        assertThat(router.policy.decided())
                .extracting(each -> each.request().id().value())
                .containsExactly("sure");
        judge.connector.last().end(rating(5));
        tick();
        assertThat(router.dispatches(OPENAI)).hasSize(2);
    }

    private static PromptRequest constrained(String id, Constraints constraints) {
        PromptRequest plain = prompt(id);
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                plain.tenant(),
                plain.endpoint(),
                plain.tags(),
                plain.model(),
                constraints,
                plain.body(),
                false,
                null,
                null,
                null);
    }

    private void tick() {
        router.driver.advanceWallClockTime(Duration.ofMillis(20));
    }
}
