package io.promptyard.router.hold;

import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.Step;
import io.promptyard.router.config.WaitingConfig;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedPolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import io.promptyard.serde.SerdeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One task over a store that outlives it. */
class HeldPromptsTest {
    private static final Instant BACK = Prompts.START.plusSeconds(30);

    private final MutableClock clock = new MutableClock(Prompts.START);
    private final SerdeFactory serdes = SerdeFactory.mock("held-" + UUID.randomUUID());
    private final KeyValueStore<String, Held> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("held"),
                    Serdes.String(),
                    new HeldSerde(serdes.reroute(), serdes.reservation(), serdes.decision()).serde())
            .withLoggingDisabled()
            .build();
    private final ScriptedPolicy policy = new ScriptedPolicy(GPT);
    private final Heard heard = new Heard();
    private HeldPrompts held;
    private boolean exactlyOnce;

    /** What gauges and timers are told. */
    private static final class Heard implements HoldListener {
        private int waiting;
        private final List<Went> went = new ArrayList<>();

        @Override
        public void waiting(int more) {
            waiting += more;
        }

        @Override
        public void went(Went how, long waitedMillis) {
            went.add(how);
        }
    }

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
        policy.coolUntil(BACK);
        start();
    }

    @AfterEach
    void close() {
        store.close();
        serdes.close();
    }

    private void start() {
        start(new WaitingConfig(true, 3, Duration.ofSeconds(10)));
    }

    private void start(WaitingConfig config) {
        Lines lines = new Lines(config.ageing());
        held = new HeldPrompts(
                store, new HoldParts(config, "", exactlyOnce, this::decide, policy::withdrawn, heard, clock), lines);
        held.restore();
    }

    private void crash() {
        held.close();
        start();
    }

    private Step decide(Step step) {
        ClassifiedPrompt prompt = ((Step.Classified) step).prompt();
        return new Step.Decided(prompt, policy.decide(prompt, clock.instant()));
    }

    private Optional<Step> take(String id) {
        return held.taken((Step.Decided) decide(new Step.Classified(Prompts.classified(Prompts.prompt(id)))));
    }

    private List<Step> tick(Duration later) {
        clock.advance(later);
        List<Step> gone = new ArrayList<>();
        held.tick((prompt, step) -> {
            gone.add(step);
            policy.acted(((Step.Decided) step).decision(), clock.instant());
        });
        return gone;
    }

    @Test
    void shouldHaveEveryPromptWaitOnAndGoOutOnceWhenTheProcessDiesMeanwhile() {
        // Given
        take("p-1");
        take("p-2");
        // When
        crash();
        // Then
        assertThat(heard.waiting).isEqualTo(2);
        assertThat(tick(Duration.ofSeconds(3))).isEmpty();
        assertThat(tick(Duration.ofSeconds(30)))
                .extracting(HeldPromptsTest::dispatch)
                .extracting(each -> each.id().value())
                .containsExactly("p-1", "p-2");
        assertThat(tick(Duration.ofSeconds(10))).isEmpty();
        assertThat(heard.waiting).isZero();
        assertThat(heard.went).containsOnly(HoldListener.Went.OUT).hasSize(2);
    }

    @Test
    void shouldNotAskBeforeTheRunningSystemIsKnownAgain() {
        // Given
        take("p-1");
        // When: the policy would know of no cooling yet
        crash();
        policy.coolUntil(Prompts.START);
        // Then
        assertThat(tick(Duration.ofSeconds(1))).isEmpty();
        assertThat(tick(Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void shouldSayTheSameAgainWhenItMayHaveGoneOutBeforeTheCrash() {
        // Given
        take("p-1");
        Dispatch went = dispatch(tick(Duration.ofSeconds(30)).getFirst());
        // When
        crash();
        policy.coolUntil(BACK.plusSeconds(60));
        // Then
        assertThat(tick(Duration.ofMillis(100)))
                .extracting(HeldPromptsTest::dispatch)
                .containsExactly(went);
        assertThat(take("p-1").map(HeldPromptsTest::dispatch)).contains(went); // its record was read again as well
        assertThat(tick(Duration.ofSeconds(6))).isEmpty();
        assertThat(tick(Duration.ofMillis(100))).isEmpty();
        assertThat(store.get("p-1/1")).isNull();
    }

    @Test
    void shouldSayTheSameWhenItsRecordIsReadAgainBeforeAnythingElse() {
        // Given
        take("p-1");
        Dispatch went = dispatch(tick(Duration.ofSeconds(30)).getFirst());
        // When
        crash();
        policy.coolUntil(BACK.plusSeconds(60));
        // Then
        assertThat(take("p-1").map(HeldPromptsTest::dispatch)).contains(went);
        assertThat(heard.waiting).isZero();
    }

    @Test
    void shouldWaitOnceWhenItsRecordIsReadAgain() {
        // Given
        take("p-1");
        // When
        crash();
        Optional<Step> again = take("p-1");
        // Then
        assertThat(again).isEmpty();
        assertThat(heard.waiting).isEqualTo(1);
        assertThat(policy.withdrawn()).hasSize(1);
        assertThat(tick(Duration.ofSeconds(30))).hasSize(1);
    }

    @Test
    void shouldRefuseAgainWhenTheRefusalMayBeLost() {
        // Given
        take("p-1");
        Step refused = tick(Duration.ofMinutes(10)).getFirst();
        // When
        crash();
        Step again = tick(Duration.ofSeconds(2)).getFirst();
        // Then
        assertThat(kind(refused)).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
        assertThat(kind(again)).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
        assertThat(heard.went).containsOnly(HoldListener.Went.EXPIRED);
    }

    @Test
    void shouldRefuseInTheSameWordsWhenTheTargetIsBackMeanwhile() {
        // Given
        take("p-1");
        Step refused = tick(Duration.ofMinutes(10)).getFirst();
        // When
        crash();
        policy.coolUntil(Prompts.START);
        clock.advance(Duration.ofMinutes(-5));
        // Then
        assertThat(tick(Duration.ofMillis(100))).containsExactly(refused);
        assertThat(take("p-1")).contains(refused); // its record was read again as well
        assertThat(tick(Duration.ofSeconds(3))).isEmpty();
        assertThat(tick(Duration.ofMillis(100))).isEmpty();
        assertThat(store.get("p-1/1")).isNull();
    }

    @Test
    void shouldKeepNoNoteOfWhoLeftWhenItIsCommittedWithWhatWentOut() {
        // Given
        exactlyOnce = true;
        start();
        take("goes");
        take("refused");
        policy.refuse("refused");
        // When
        assertThat(tick(Duration.ofSeconds(30))).hasSize(2);
        // Then
        assertThat(store.get("goes/1")).isNull();
        assertThat(store.get("refused/1")).isNull();
        crash();
        assertThat(tick(Duration.ofSeconds(3))).isEmpty();
    }

    @Test
    void shouldEndSoManyInATickAtMostAndTheRestInTheNext() {
        // Given
        start(new WaitingConfig(true, 1_000, Duration.ofSeconds(10)));
        for (int i = 0; i < 2 * HeldPrompts.MOST + 10; i++) {
            take("p-" + i);
        }
        // When: the deadlines come, and some are asked for as their turn has come
        assertThat(tick(Duration.ofMinutes(10))).hasSize(2 * HeldPrompts.MOST);
        assertThat(tick(Duration.ofMillis(100))).hasSize(10);
        assertThat(heard.waiting).isZero();
        // Then: and what was said last is said again
        crash();
        assertThat(tick(Duration.ofMillis(100))).hasSize(HeldPrompts.MOST);
        assertThat(tick(Duration.ofMillis(100))).hasSize(HeldPrompts.MOST);
        assertThat(tick(Duration.ofMillis(100))).hasSize(10);
        assertThat(tick(Duration.ofMillis(100))).isEmpty();
    }

    @Test
    void shouldOnlyLetThoseGoWhoWaitWhenPromptsDoNotWaitAfterARestart() {
        // Given
        take("p-1");
        take("p-2");
        held.close();
        // When
        start(WaitingConfig.OFF);
        policy.refuse("p-1");
        policy.coolUntil(Prompts.START);
        // Then
        assertThat(take("new").map(HeldPromptsTest::dispatch)).isPresent();
        List<Step> gone = tick(Duration.ofSeconds(2));
        assertThat(gone).hasSize(2);
        assertThat(kind(gone.getFirst())).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(dispatch(gone.getLast()).id().value()).isEqualTo("p-2");
        assertThat(tick(Duration.ofSeconds(10))).isEmpty();
        assertThat(heard.waiting).isZero();
    }

    @Test
    void shouldRefuseWithTheTimeToComeAgainWhenTooManyWait() {
        // Given
        take("p-1");
        take("p-2");
        take("p-3");
        // When
        Step fourth = take("p-4").orElseThrow();
        // Then
        assertThat(kind(fourth)).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(((Unroutable) ((Step.Decided) fourth).decision()).retryAfterMillis())
                .isEqualTo(30_000);
        assertThat(heard.waiting).isEqualTo(3);
    }

    @Test
    void shouldStandInLineWhenOthersWaitForTheSameTarget() {
        // Given
        take("first");
        clock.advance(Duration.ofSeconds(31));
        policy.roomFor(1);
        // When
        Optional<Step> second = take("second");
        // Then
        assertThat(second).isEmpty();
        assertThat(tick(Duration.ZERO))
                .extracting(each -> dispatch(each).id().value())
                .containsExactly("first");
        policy.roomFor(1);
        assertThat(tick(Duration.ofSeconds(1)))
                .extracting(each -> dispatch(each).id().value())
                .containsExactly("second");
        assertThat(heard.waiting).isZero();
    }

    @Test
    void shouldLookAgainWhenATargetMayBeBackBeforeItWasExpected() {
        // Given
        take("p-1");
        // When
        policy.coolUntil(Prompts.START);
        // Then
        assertThat(tick(Duration.ofSeconds(4))).isEmpty();
        assertThat(tick(Duration.ofSeconds(1))).hasSize(1);
    }

    private static Dispatch dispatch(Step step) {
        return ((Routed) ((Step.Decided) step).decision()).dispatch();
    }

    private static FailureKind kind(Step step) {
        RouteDecision decision = ((Step.Decided) step).decision();
        return ((Unroutable) decision).kind();
    }
}
