package io.promptyard.router;

import static io.promptyard.router.BudgetFixture.request;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.fixture.Prompts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits at the desk for a window, and who goes first when it comes. */
class BudgetQueueTopologyTest {
    @TempDir
    Path state;

    @Test
    void shouldWaitForTheNextWindowWhenItMayQueue() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // Given
            for (int i = 1; i <= 5; i++) {
                desk.ask(request("p-" + i));
            }
            assertThat(desk.dispatches(OPENAI)).hasSize(2);
            assertThat(desk.responses()).isEmpty();

            // When
            desk.advance(Duration.ofSeconds(59));
            assertThat(desk.dispatches(OPENAI)).isEmpty();
            desk.advance(Duration.ofSeconds(1));

            // Then
            assertThat(desk.dispatches(OPENAI))
                    .extracting(dispatch -> dispatch.id().value())
                    .containsExactly("p-3", "p-4");
            desk.advance(Duration.ofMinutes(1));
            assertThat(desk.dispatches(OPENAI))
                    .extracting(dispatch -> dispatch.id().value())
                    .containsExactly("p-5");
        }
    }

    @Test
    void shouldAnswerSoManyInATickAtMostAndTheRestInTheNext() {
        // Given
        CeilingConfig limit = BudgetFixture.limit(
                "rate", BudgetConfig.Per.Kind.TENANT, Map.of(BudgetUnit.REQUESTS, 300L), Over.QUEUE);
        try (BudgetFixture desk = new BudgetFixture(state, BudgetFixture.config(List.of(limit)))) {
            for (int i = 0; i < 600; i++) {
                desk.ask(request("p-" + i));
            }
            assertThat(desk.dispatches(OPENAI)).hasSize(300);

            // When
            desk.advance(Duration.ofMinutes(1));

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(256);
            desk.advance(Duration.ofMillis(100));
            assertThat(desk.dispatches(OPENAI)).hasSize(44);
        }
    }

    @Test
    void shouldLetThoseGoFirstWhoWaitWhenOthersComeWithTheWindow() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // Given
            for (int i = 1; i <= 5; i++) {
                desk.ask(request("p-" + i));
            }
            assertThat(desk.dispatches(OPENAI)).hasSize(2);

            // When: before the desk looks
            desk.clock.advance(Duration.ofMinutes(1));
            desk.ask(request("late"));

            // Then
            assertThat(ids(desk.dispatches(OPENAI))).containsExactly("p-3", "p-4");
            desk.advance(Duration.ofMinutes(1));
            assertThat(ids(desk.dispatches(OPENAI))).containsExactly("p-5", "late");
        }
    }

    @Test
    void shouldStandBehindThoseWhoseTurnItIsAndHoldUpNobodyElse() {
        CeilingConfig limit = BudgetFixture.limit(
                "rate", BudgetConfig.Per.Kind.TENANT, Map.of(BudgetUnit.REQUESTS, 400L), Over.QUEUE);
        try (BudgetFixture desk = new BudgetFixture(state, BudgetFixture.config(List.of(limit)))) {
            // Given
            for (int i = 0; i < 1_000; i++) {
                desk.ask(request("p-" + (1_000 + i)));
            }
            assertThat(desk.dispatches(OPENAI)).hasSize(400);

            // When
            desk.clock.advance(Duration.ofMinutes(1));
            desk.ask(request("late"));
            desk.ask(request(Prompts.dispatchOf("other", "other", Prompts.DEADLINE, GPT)));

            // Then: of those who waited, 400, and then the window is used up
            assertThat(ids(desk.dispatches(OPENAI)))
                    .hasSize(401)
                    .contains("p-1799", "other")
                    .doesNotContain("late");
            desk.advance(Duration.ofMillis(100));
            desk.advance(Duration.ofMinutes(1));
            assertThat(ids(desk.dispatches(OPENAI)))
                    .hasSize(201)
                    .contains("p-1999")
                    .endsWith("late");
        }
    }

    @Test
    void shouldLetBothGoWhenOneIdWaitsInTwoLanes() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // Given
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));
            desk.ask(request("p-3"));
            desk.ask(BudgetFixture.inLane("batch", request("p-3")));
            assertThat(desk.dispatches(OPENAI)).hasSize(2);

            // When
            desk.advance(Duration.ofMinutes(1));

            // Then
            assertThat(desk.dispatches(OPENAI)).hasSize(1);
            assertThat(desk.dispatchesInBatch(OPENAI)).hasSize(1);
        }
    }

    @Test
    void shouldRefuseAtOnceWhenTheNextWindowIsBehindTheDeadline() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // Given
            desk.ask(request("p-1"));
            desk.ask(request("p-2"));

            // When
            desk.ask(request(Prompts.dispatchOf("default", "p-3", Prompts.START.plusSeconds(30), GPT)));

            // Then
            assertThat(desk.responses()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseWithoutATimeWhenNoWindowEverHasEnough() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // When
            Reservation large = request("p-1");
            desk.ask(new Reservation(
                    large.dispatch(), large.decision(), List.of(BudgetFixture.option(GPT, "1.01")), ""));
            Reservation unknown = request("p-2");
            desk.ask(new Reservation(
                    unknown.dispatch(), unknown.decision(), List.of(BudgetFixture.option(GPT, null)), ""));

            // Then
            List<Refusal> refused = desk.responses().stream()
                    .map(response -> (Refusal) response.result())
                    .toList();
            assertThat(refused).extracting(Refusal::retryAfterMillis).containsExactly(null, null);
            assertThat(refused).allSatisfy(each -> assertThat(each.message()).startsWith("budget team{"));
        }
    }

    @Test
    void shouldHaveWhoWaitsDecidedAgainInOrderWhenTheConfigurationIsAnother() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // Given
            for (int i = 1; i <= 4; i++) {
                desk.ask(request("p-" + i));
            }
            desk.ask(BudgetFixture.inLane("batch", request("p-5")));
            assertThat(desk.dispatches(OPENAI)).hasSize(2);
            desk.advance(Duration.ofSeconds(1));
            assertThat(desk.reroutes()).as("nothing has changed").isEmpty();

            // When
            desk.live.use(BudgetFixture.config("v2", List.of()));
            desk.advance(Duration.ofMillis(100));

            // Then: as they came, each in its lane
            List<Reroute> again = desk.reroutes();
            assertThat(again).extracting(each -> each.id().value()).containsExactly("p-3", "p-4");
            assertThat(again.getFirst().prompt())
                    .isEqualTo(request("p-3").dispatch().prompt());
            assertThat(desk.reroutesInBatch())
                    .extracting(each -> each.id().value())
                    .containsExactly("p-5");
            desk.advance(Duration.ofMinutes(1));
            assertThat(desk.dispatches(OPENAI)).as("by the old decision").isEmpty();
            desk.ask(request("p-3"));
            assertThat(ids(desk.dispatches(OPENAI))).containsExactly("p-3");
        }
    }

    @Test
    void shouldSendNobodyBackAndForthWhenTheRouterHasNotSwitchedYet() {
        try (BudgetFixture desk = new BudgetFixture(state, Over.QUEUE)) {
            // Given: this instance has
            desk.live.use(
                    BudgetFixture.config("v2", BudgetFixture.config(Over.QUEUE).ceilings()));
            desk.advance(Duration.ofMillis(100));

            // When
            for (int i = 1; i <= 3; i++) {
                desk.ask(request("p-" + i));
            }
            desk.advance(Duration.ofSeconds(1));

            // Then: once, when its turn comes
            assertThat(ids(desk.dispatches(OPENAI))).containsExactly("p-1", "p-2");
            assertThat(desk.reroutes()).isEmpty();
            desk.advance(Duration.ofMinutes(1));
            assertThat(desk.reroutes()).hasSize(1);
            assertThat(desk.dispatches(OPENAI)).isEmpty();
        }
    }

    private static List<String> ids(List<Dispatch> dispatches) {
        return dispatches.stream().map(each -> each.id().value()).toList();
    }
}
