package io.promptyard.router.judge;

import static io.promptyard.router.fixture.JudgeFixture.FAR;
import static io.promptyard.router.fixture.JudgeFixture.NEAR;
import static io.promptyard.router.fixture.JudgeFixture.rating;
import static io.promptyard.router.fixture.JudgeFixture.unsure;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.fixture.JudgeFixture;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.serde.SerdeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One task over a store that outlives it. */
class InDoubtTest {
    private final JudgeFixture judge = new JudgeFixture();
    private final MutableClock clock = new MutableClock(Prompts.START);
    private final SerdeFactory serdes = SerdeFactory.mock("doubts-" + UUID.randomUUID());
    private final KeyValueStore<String, Doubt> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("in-doubt"), Serdes.String(), DoubtSerde.of(serdes.reroute()))
            .withLoggingDisabled()
            .build();
    private JudgeTier tier;
    private InDoubt doubts;

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
        start(64, null);
    }

    @AfterEach
    void close() {
        store.close();
        serdes.close();
    }

    private void start(int maxOpen, @Nullable BigDecimal perHour) {
        tier = judge.tier(clock, maxOpen, perHour);
        doubts = new InDoubt(store, tier);
        doubts.restore();
    }

    private void crash() {
        start(64, null);
    }

    @Test
    void shouldLetGoUnratedAndAskNothingAgainWhenTheProcessDiedWhileItWaited() {
        // Given
        doubts.taken(prompt("p-1"));
        // When
        crash();
        judge.connector.last().end(rating(10)); // to nobody
        // Then
        assertThat(tier.waiting()).isEqualTo(1);
        assertThat(doubts.tick()).containsExactly(prompt("p-1"));
        assertThat(doubts.tick()).isEmpty();
        assertThat(tier.waiting()).isZero();
        assertThat(judge.connector.calls()).hasSize(1);
        assertThat(judge.waited("orphaned")).isEqualTo(1);
    }

    @Test
    void shouldLetGoWhoWaitedWhenTheJudgeIsTakenOutOfTheConfiguration() {
        // Given
        doubts.taken(prompt("waits"));
        doubts.taken(prompt("went"));
        judge.connector.last().end(rating(10));
        ClassifiedPrompt went = doubts.tick().getFirst();
        // When
        PastDoubts without = new PastDoubts(store, clock);
        without.restore();
        // Then
        assertThat(without.taken(prompt("went"))).as("read again").contains(went);
        assertThat(without.taken(prompt("new"))).contains(prompt("new"));
        assertThat(without.tick()).containsExactly(prompt("waits"));
        assertThat(without.taken(prompt("waits"))).as("read again").contains(prompt("waits"));
        clock.advance(PastDoubts.REREAD.plusSeconds(1));
        without.tick();
        clock.advance(Duration.ofMillis(20));
        assertThat(without.tick()).isEmpty();
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void shouldGoOnOnceWhenItsRecordIsReadAgainBeforeItWasLetGo() {
        // Given
        doubts.taken(prompt("p-1"));
        crash();
        // When
        ClassifiedPrompt again = doubts.taken(prompt("p-1")).orElseThrow();
        // Then
        assertThat(again).isEqualTo(prompt("p-1"));
        assertThat(doubts.tick()).isEmpty();
        assertThat(judge.connector.calls()).hasSize(1);
    }

    @Test
    void shouldGoOnAsItDidWhenItsRecordIsReadAgainBehindACrash() {
        // Given
        doubts.taken(prompt("p-1"));
        judge.connector.last().end(rating(10));
        ClassifiedPrompt went = doubts.tick().getFirst();
        // When
        crash();
        ClassifiedPrompt again = doubts.taken(prompt("p-1")).orElseThrow();
        // Then
        assertThat(again).isEqualTo(went);
        assertThat(again.classification().complexity()).isEqualTo(1);
        assertThat(judge.connector.calls()).hasSize(1);
        assertThat(judge.passed("again")).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatHasGoneWhenACommitMustHaveFollowed() {
        // Given
        doubts.taken(prompt("p-1"));
        judge.connector.last().end(rating(3));
        doubts.tick();
        // When
        clock.advance(PastDoubts.REREAD.plusSeconds(1));
        doubts.tick();
        // Then
        assertThat(store.get("p-1")).isNotNull();
        assertThat(((PromptBody) store.get("p-1").prompt().request().body()).messages())
                .isEmpty();
        clock.advance(Duration.ofMillis(20));
        doubts.tick();
        assertThat(store.get("p-1")).isNull();
    }

    @Test
    void shouldPassWhenAsManyWaitAsMay() {
        // Given
        start(1, null);
        doubts.taken(prompt("p-1"));
        // When
        boolean passes = doubts.taken(prompt("p-2")).isPresent();
        // Then
        assertThat(passes).isTrue();
        assertThat(judge.passed("busy")).isEqualTo(1);
        assertThat(judge.connector.calls()).hasSize(1);
    }

    @Test
    void shouldPassWhenTheProcessDrains() {
        // Given
        doubts.taken(prompt("p-1"));
        // When
        tier.drain();
        // Then
        assertThat(doubts.taken(prompt("p-2"))).isPresent();
        assertThat(tier.waiting()).isEqualTo(1);
        judge.connector.last().end(rating(3));
        assertThat(doubts.tick()).hasSize(1);
        assertThat(tier.waiting()).isZero();
    }

    @Test
    void shouldPassWhenTheHoursMoneyIsSpentUntilTheNextHour() {
        // Given
        start(64, new BigDecimal("0.00002"));
        doubts.taken(prompt("p-1"));
        // When
        List<Boolean> passes = List.of(
                doubts.taken(prompt("p-2")).isPresent(),
                doubts.taken(prompt("p-3")).isPresent());
        clock.advance(Duration.ofHours(1));
        // Then
        assertThat(passes).containsOnly(true);
        assertThat(judge.passed("budget")).isEqualTo(2);
        assertThat(doubts.taken(prompt("p-4", clock.instant().plusSeconds(60)))).isEmpty();
    }

    @Test
    void shouldPassWhenItsOwnDeadlineIsNear() {
        // When
        boolean passes =
                doubts.taken(prompt("p-1", clock.instant().plusSeconds(1))).isPresent();
        // Then
        assertThat(passes).isTrue();
        assertThat(judge.passed("deadline")).isEqualTo(1);
    }

    @Test
    void shouldPassWhenThereIsNothingToDecide() {
        // Given
        PromptRequest auto = Prompts.prompt("p-1");
        PromptRequest named = new PromptRequest(
                auto.id(),
                auto.createdAt(),
                null,
                auto.tenant(),
                auto.endpoint(),
                auto.tags(),
                "openai/big",
                auto.constraints(),
                auto.body(),
                false,
                null,
                null,
                null);
        // Then
        assertThat(doubts.taken(classified(named, Prompts.DEADLINE))).isPresent();
        assertThat(doubts.taken(Prompts.classified(Prompts.prompt("unscored")))).isPresent();
        assertThat(doubts.taken(
                        new ClassifiedPrompt(Prompts.prompt("far"), unsure(FAR), List.of(), Prompts.DEADLINE, "")))
                .isPresent();
        assertThat(judge.passed("sure")).isEqualTo(3);
        assertThat(judge.connector.calls()).isEmpty();
    }

    private static ClassifiedPrompt prompt(String id) {
        return prompt(id, Prompts.DEADLINE);
    }

    private static ClassifiedPrompt prompt(String id, Instant deadline) {
        return classified(Prompts.prompt(id), deadline);
    }

    private static ClassifiedPrompt classified(PromptRequest request, Instant deadline) {
        return new ClassifiedPrompt(request, unsure(NEAR), List.of(), deadline, "");
    }
}
