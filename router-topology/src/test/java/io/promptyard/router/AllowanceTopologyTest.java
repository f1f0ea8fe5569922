package io.promptyard.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Allowance;
import io.promptyard.model.Allowance.State;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.Spend;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetConfig.Per;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money for calls of the router's own, at the keeper of budgets: a shadow may spend 1 USD a day, the house 2, a tenant 5. */
class AllowanceTopologyTest {
    @TempDir
    Path state;

    private BudgetFixture desk;

    @BeforeEach
    void start() {
        desk = new BudgetFixture(state, config());
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    /** So the first shadow can come, process after process, while routers without one run. */
    @Test
    void shouldHaveTheSameGraphWhetherAnybodyAsksForMoneyOrNot() {
        try (SerdeFactory serdes = SerdeFactory.mock("allowance-shape")) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
            // When
            String with = graph(serdes, topics, config());
            String without = graph(serdes, topics, BudgetFixture.config(Over.REFUSE));
            // Then
            assertThat(with).isEqualTo(without).contains("read-allowances");
        }
    }

    @Test
    void shouldGrantTheFirstSumThatFitsFromTheShadowsOwnBudgetAlone() {
        // When
        desk.say(shadow("a-1", "0.8", "0.2", "0.1"));
        desk.say(shadow("a-2", "0.8", "0.2", "0.1"));
        desk.say(shadow("a-3", "0.8", "0.2", "0.1"));
        // Then
        assertThat(desk.answers())
                .extracting(Allowance::state)
                .containsExactly(State.GRANTED, State.GRANTED, State.REFUSED);
        assertThat(desk.spend()).singleElement().satisfies(spend -> {
            assertThat(spend.budget()).isEqualTo("shadow:trial per day");
            assertThat(spend.reservedUsd()).isEqualByComparingTo("1");
            assertThat(spend.limitUsd()).isEqualByComparingTo("1");
        });
    }

    @Test
    void shouldSayWhenAnotherWindowWouldHelpAndThatNoneWouldWhereTheCallIsDearerThanAll() {
        // When
        desk.say(shadow("a-1", "1"));
        desk.say(shadow("a-2", "0.1"));
        desk.say(shadow("a-3", "2"));
        // Then
        List<Allowance> answers = desk.answers();
        assertThat(answers.get(1).retryAfterMillis())
                .isEqualTo(Duration.ofHours(12).toMillis());
        assertThat(answers.get(2).state()).isEqualTo(State.REFUSED);
        assertThat(answers.get(2).retryAfterMillis()).isNull();
    }

    @Test
    void shouldSpendWhatTheCallsCameToAndAnswerOnceWhenAllIsReadAgain() {
        // Given
        Allowance asked = shadow("a-1", "0.8");
        desk.say(asked);
        desk.say(asked);
        Allowance ended = desk.answers().getFirst().ended(new BigDecimal("0.123"), 1, Prompts.START);
        // When
        desk.say(ended);
        desk.say(ended);
        desk.say(asked);
        // Then
        assertThat(desk.answers()).isEmpty();
        assertThat(desk.spend()).singleElement().satisfies(spend -> {
            assertThat(spend.spentUsd()).isEqualByComparingTo("0.123");
            assertThat(spend.reservedUsd()).isZero();
            assertThat(spend.unknownCosts()).isEqualTo(1);
        });
    }

    @Test
    void shouldChargeInFullWhatNobodyEndsAndCorrectItWhenSomebodyDoesAfterAll() {
        // Given
        desk.say(shadow("a-1", "0.8"));
        Allowance granted = desk.answers().getFirst();
        // When
        desk.advance(Duration.ofMinutes(20));
        Spend died = desk.spend().getFirst();
        desk.say(granted.ended(new BigDecimal("0.1"), 0, Prompts.START));
        // Then
        assertThat(died.spentUsd()).isEqualByComparingTo("0.8");
        assertThat(died.reservedUsd()).isZero();
        assertThat(desk.spend().getFirst().spentUsd()).isEqualByComparingTo("0.1");
    }

    @Test
    void shouldPayTheJudgeFromTheBudgetsOfAllThatIsCalledAndFromNoTenants() {
        // When
        desk.say(judge("j-1", "0.5"));
        // Then
        assertThat(desk.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.GRANTED);
            assertThat(answer.usd()).isEqualByComparingTo("0.5");
        });
        assertThat(desk.spend())
                .extracting(Spend::budget)
                .containsExactlyInAnyOrder("house per day", "makers{provider=openai} per day");
    }

    @Test
    void shouldLeaveNoMoreToPromptsThanTheJudgeHasLeft() {
        // Given
        desk.say(judge("j-1", "1.9"));
        // When: a prompt wants 0.40, or 0.04
        desk.ask(BudgetFixture.request("p-1"));
        // Then
        assertThat(desk.dispatches(Configs.OPENAI)).isEmpty();
        assertThat(desk.responses()).hasSize(1);
    }

    @Test
    void shouldTakeNothingOfANewWindowBeforeThePromptsThatHaveWaitedForIt() {
        // Given: a dollar a minute, of which each prompt holds 0.40
        BudgetConfig house = new BudgetConfig(
                "house", Map.of(BudgetWindow.MINUTE, BigDecimal.ONE), ZoneOffset.UTC, List.of(), Set.of(), Set.of());
        RouterConfig queueing =
                BudgetFixture.config(List.of(new CeilingConfig(RouteMatch.ALL, null, Over.QUEUE, house)));
        try (BudgetFixture queue = new BudgetFixture(state.resolve("queue"), queueing)) {
            for (int i = 1; i <= 3; i++) {
                queue.ask(BudgetFixture.request("p-" + i));
            }
            assertThat(queue.dispatches(Configs.OPENAI)).hasSize(2);
            // When: before the desk looks
            queue.clock.advance(Duration.ofMinutes(1));
            queue.say(judge("j-1", "0.8"));
            queue.advance(Duration.ofMillis(100));
            queue.say(judge("j-2", "0.8", "0.5"));
            // Then
            assertThat(queue.dispatches(Configs.OPENAI))
                    .extracting(dispatch -> dispatch.id().value())
                    .containsExactly("p-3");
            List<Allowance> answers = queue.answers();
            assertThat(answers).extracting(Allowance::state).containsExactly(State.REFUSED, State.GRANTED);
            assertThat(answers.getFirst().retryAfterMillis()).isEqualTo(1_000);
            assertThat(answers.getLast().usd()).isEqualByComparingTo("0.5");
        }
    }

    @Test
    void shouldRefuseAShadowThatTheConfigurationDoesNotKnow() {
        // When
        desk.say(Allowance.asked(
                "a-1", Prompts.START, Purpose.SHADOW, "shadow:gone", Configs.GPT, List.of(BigDecimal.ONE)));
        // Then
        assertThat(desk.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.state()).isEqualTo(State.REFUSED));
        assertThat(desk.spend()).isEmpty();
    }

    private static Allowance shadow(String id, String... sums) {
        return asked(id, Purpose.SHADOW, "shadow:trial", sums);
    }

    private static Allowance judge(String id, String... sums) {
        return asked(id, Purpose.JUDGE, "", sums);
    }

    private static Allowance asked(String id, Purpose purpose, String budget, String... sums) {
        List<BigDecimal> wanted = List.of(sums).stream().map(BigDecimal::new).toList();
        return Allowance.asked(id, Prompts.START, purpose, budget, Configs.GPT, wanted);
    }

    private static RouterConfig config() {
        RouterConfig plain = Configs.config();
        return new RouterConfig(
                plain.version(),
                plain.providers(),
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                List.of(new RouteConfig(
                        "r",
                        RouteMatch.ALL,
                        new Strategy.CheapestCapable(),
                        null,
                        null,
                        false,
                        List.of(),
                        null,
                        false,
                        new ShadowConfig("trial", "id", 100, List.of(Configs.GPT), budget("shadow:trial", "1"), 8))),
                List.of(
                        new CeilingConfig(RouteMatch.ALL, null, Over.REFUSE, budget("house", "2")),
                        new CeilingConfig(RouteMatch.ALL, null, Over.REFUSE, budget("makers", "4", Per.Kind.PROVIDER)),
                        new CeilingConfig(RouteMatch.ALL, null, Over.REFUSE, budget("tenants", "5", Per.Kind.TENANT))),
                plain.retries());
    }

    private static String graph(SerdeFactory serdes, RouterTopics topics, RouterConfig config) {
        return BudgetFixture.applications(serdes, topics, new MutableClock(Prompts.START), Path.of("unused"), config)
                .budgetTopology(List.of(topics), 4)
                .describe()
                .toString();
    }

    private static BudgetConfig budget(String name, String perDay, Per.Kind... per) {
        return new BudgetConfig(
                name,
                Map.of(BudgetWindow.DAY, new BigDecimal(perDay)),
                ZoneOffset.UTC,
                List.of(per).stream().map(kind -> new Per(kind, "")).toList(),
                Set.of(),
                Set.of());
    }
}
