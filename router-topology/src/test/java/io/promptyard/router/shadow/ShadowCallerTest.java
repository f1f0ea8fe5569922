package io.promptyard.router.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.JudgeFixture;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedConnector;
import io.promptyard.router.metrics.ShadowMeter;
import io.promptyard.router.metrics.ShadowMetrics;
import io.promptyard.router.own.Purse;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of shadows, which the test starts and ends by hand. */
class ShadowCallerTest {
    private static final BigDecimal BOUND = new BigDecimal("0.5");

    private final MutableClock clock = new MutableClock(Prompts.START);
    private final ScriptedConnector connector = new ScriptedConnector(Configs.OPENAI);
    private final List<ProviderAttempt> attempts = new ArrayList<>();
    private final List<FinalResponse> answers = new ArrayList<>();
    private final List<@Nullable BigDecimal> paid = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ShadowMetrics metrics = new ShadowMetrics(meters, "default");
    private Optional<Purse.Ticket> money = Optional.of(paid::add);
    private final List<Runnable> written = new ArrayList<>();
    private boolean rejects;
    private boolean brokerIsAway;
    private @Nullable Error error;
    private ShadowCaller caller;

    @BeforeEach
    void start() {
        AtomicInteger ids = new AtomicInteger();
        caller = new ShadowCaller(
                provider -> {
                    if (error != null) {
                        throw error;
                    }
                    return connector;
                },
                call -> bound -> {
                    assertThat(bound).isEqualTo(BOUND);
                    return money;
                },
                new ShadowBooks(
                        new ShadowOutbox(publisher(), metrics, clock),
                        new AttemptCosts(new CostCalculator(Configs.catalogue())),
                        metrics,
                        clock),
                metrics,
                task -> {
                    if (rejects) {
                        throw new RejectedExecutionException();
                    }
                    work.add(task);
                },
                clock,
                () -> "attempt-" + ids.incrementAndGet());
        metrics.show(caller);
    }

    private ShadowOutbox.Publisher publisher() {
        return new ShadowOutbox.Publisher() {
            @Override
            public void shadowAttempt(ProviderAttempt attempt, Runnable gone) {
                attempts.add(attempt);
                written(gone);
            }

            @Override
            public void shadowAnswer(FinalResponse answer, Runnable gone) {
                answers.add(answer);
                written(gone);
            }
        };
    }

    private void written(Runnable gone) {
        if (brokerIsAway) {
            written.add(gone);
        } else {
            gone.run();
        }
    }

    @Test
    void shouldBookTheCallUnderItsOwnIdAndKeepTheAnswerWhereNoCallerReads() {
        // When
        caller.accept(call("p-1"));
        int before = connector.calls().size();
        run();
        double open = meters.get(ShadowMeter.OPEN.id()).gauge().value();
        connector.last().end(JudgeFixture.said("rivers"));
        // Then
        assertThat(before).as("nothing on the thread that gives it").isZero();
        assertThat(open).isEqualTo(1);
        assertThat(attempts)
                .extracting(ProviderAttempt::phase, each -> each.id().value(), ProviderAttempt::purpose)
                .containsExactly(
                        tuple(Phase.STARTED, "p-1~trial", Purpose.SHADOW),
                        tuple(Phase.ENDED, "p-1~trial", Purpose.SHADOW));
        ProviderAttempt ended = attempts.getLast();
        assertThat(ended.experiment()).isEqualTo(new Experiment("trial", "shadow"));
        assertThat(ended.usage()).isNotNull();
        assertThat(ended.latencyMillis()).isPositive();
        assertThat(ended.settles()).as("no reservation of a prompt").isNull();
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.id()).isEqualTo(new RequestId("p-1~trial"));
            assertThat(answer.experiment()).isEqualTo(new Experiment("trial", "shadow"));
            assertThat(answer.costUsd()).isEqualByComparingTo(ended.costUsd());
            assertThat(((FinalResponse.Answer) answer.result()).target()).isEqualTo(Configs.GPT);
        });
        assertThat(paid).singleElement().isEqualTo(ended.costUsd());
        assertThat(caller.open()).isZero();
        assertThat(count(ShadowMeter.CALLS, "result", "answered")).isEqualTo(1);
        assertThat(meters.get(ShadowMeter.COST.id()).counter().count()).isPositive();
    }

    @Test
    void shouldRecordAFailureInAttemptsAloneAndTryNothingAgain() {
        // When
        caller.accept(call("p-1"));
        run();
        connector.last().end(new Failed(FailureKind.PROVIDER_ERROR, "down", 500, null, null, 10, null, 0, null));
        run();
        // Then
        assertThat(connector.calls()).hasSize(1);
        assertThat(attempts).extracting(ProviderAttempt::phase).containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(attempts.getLast().kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
        assertThat(answers).isEmpty();
        assertThat(caller.open()).isZero();
        assertThat(count(ShadowMeter.CALLS, "result", "failed")).isEqualTo(1);
    }

    @Test
    void shouldDropAndHoldNothingWhenAsManyAreOpenAsMayBe() {
        // Given
        caller.accept(call("p-1"));
        caller.accept(call("p-2"));
        run();
        // When: they hang
        for (int i = 3; i < 1_000; i++) {
            caller.accept(call("p-" + i));
        }
        // Then
        assertThat(work).isEmpty();
        assertThat(connector.calls()).hasSize(2);
        assertThat(dropped("busy")).isEqualTo(997);
        connector.last().end(JudgeFixture.said("rivers"));
        caller.accept(call("again"));
        run();
        assertThat(connector.calls()).hasSize(3);
    }

    @Test
    void shouldCallNobodyWithoutMoneyOrABoundOrInTime() {
        // When
        money = Optional.empty();
        caller.accept(call("poor"));
        run();
        caller.accept(new ShadowCall("trial", "shadow:trial", dispatch("unpriced"), null, 2));
        run();
        caller.accept(call("late"));
        clock.advance(Duration.ofMinutes(10));
        run();
        // Then
        assertThat(connector.calls()).isEmpty();
        assertThat(attempts).isEmpty();
        assertThat(dropped("budget")).isEqualTo(1);
        assertThat(dropped("unpriced")).isEqualTo(1);
        assertThat(dropped("late")).isEqualTo(1);
        assertThat(caller.open()).isZero();
    }

    @Test
    void shouldEndTheCallWhenAConnectorThrows() {
        // Given
        connector.breakWith(new IllegalStateException("broken"));
        // When
        caller.accept(call("p-1"));
        run();
        // Then
        assertThat(attempts.getLast().kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(paid).hasSize(1);
        assertThat(caller.open()).isZero();
    }

    @Test
    void shouldGiveBackMoneyAndPlaceWhenTheJvmItselfFails() {
        // Given: two places
        error = new NoClassDefFoundError("io/example/Missing");
        // When
        for (int i = 0; i < 3; i++) {
            caller.accept(call("p-" + i));
            run();
        }
        // Then
        assertThat(paid).hasSize(3);
        assertThat(caller.open()).isZero();
        assertThat(dropped("busy")).isZero();
        assertThat(attempts).allSatisfy(each -> assertThat(each.kind()).isEqualTo(FailureKind.INTERNAL));
    }

    @Test
    void shouldSendNoMoreWhenTooMuchWaitsToBeWritten() {
        // Given
        brokerIsAway = true;
        for (int i = 0; i < ShadowOutbox.MOST; i++) {
            caller.accept(call("p-" + i));
            run();
            if (caller.open() > 0) {
                connector.last().end(JudgeFixture.said("rivers"));
            }
        }
        int calls = connector.calls().size();
        double behind = dropped("behind");
        // When
        brokerIsAway = false;
        written.forEach(Runnable::run);
        caller.accept(call("again"));
        run();
        // Then: three records of each call
        assertThat(calls).isBetween(ShadowOutbox.MOST / 3, ShadowOutbox.MOST / 3 + 1);
        assertThat(behind).isEqualTo(ShadowOutbox.MOST - calls);
        assertThat(connector.calls()).hasSize(calls + 1);
        assertThat(caller.open()).isEqualTo(1);
    }

    @Test
    void shouldStopWhatIsOpenAndSendNoMoreWhenItIsClosed() {
        // Given
        caller.accept(call("open"));
        run();
        caller.accept(call("about to"));
        // When
        caller.close();
        run();
        caller.accept(call("after"));
        // Then
        assertThat(connector.calls()).hasSize(1);
        assertThat(attempts.getLast().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(paid).hasSize(1);
        assertThat(dropped("closing")).isEqualTo(2);
        assertThat(caller.open()).isZero();
    }

    @Test
    void shouldDropWhenItsThreadIsGone() {
        // Given
        rejects = true;
        // When
        caller.accept(call("p-1"));
        // Then
        assertThat(dropped("closing")).isEqualTo(1);
        assertThat(caller.open()).isZero();
    }

    private void run() {
        List<Runnable> now = List.copyOf(work);
        work.clear();
        now.forEach(Runnable::run);
    }

    private double dropped(String reason) {
        return count(ShadowMeter.DROPPED, "reason", reason);
    }

    private double count(ShadowMeter meter, String tag, String value) {
        return meters.get(meter.id()).tag(tag, value).counter().count();
    }

    private static ShadowCall call(String id) {
        return new ShadowCall("trial", "shadow:trial", dispatch(id), BOUND, 2);
    }

    private static Dispatch dispatch(String id) {
        PromptRequest copy = Prompts.prompt(id).copied(new RequestId(id + "~trial"), new Experiment("trial", "shadow"));
        return Prompts.dispatch(copy, Configs.GPT, 1, 0);
    }
}
