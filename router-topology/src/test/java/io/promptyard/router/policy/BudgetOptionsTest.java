package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.BOTH;
import static io.promptyard.router.policy.PolicyFixture.EURO;
import static io.promptyard.router.policy.PolicyFixture.PREMIUM;
import static io.promptyard.router.policy.PolicyFixture.SMALL;
import static io.promptyard.router.policy.PolicyFixture.T0;
import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.SpendOption;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetConfig.Per;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetOptionsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long FRAME = 1_024 + 32 + 2 + 2; // of one user's message: with "{}" of body and message

    @Test
    void shouldNameNoOptionWhenNoBudgetApplies() {
        // Given
        PolicyFixture world = PolicyFixture.world().route(new Strategy.BestQuality(null));
        world.ceilings.add(budget("other", List.of(), Set.of("elsewhere"), Set.of()));

        // When / Then
        assertThat(routed(world, PromptBody.ofUser("hello")).options()).isEmpty();
    }

    @Test
    void shouldNameTheChoiceAndThenCheaperOnesTheBestFirst() {
        // Given
        PolicyFixture world = PolicyFixture.world().route(new Strategy.BestQuality(null), 0.7, null, false);
        world.ceilings.add(budget("all", List.of(), Set.of("default"), Set.of()));

        // When
        Routed routed = routed(world, PromptBody.ofUser("hello"));

        // Then: the small one is not good enough
        assertThat(routed.options()).extracting(SpendOption::target).containsExactly(PREMIUM, EURO);
        assertThat(routed.options().getFirst().expectedCostUsd())
                .isEqualByComparingTo(routed.dispatch().expectedCostUsd());
    }

    @Test
    void shouldNameNoOtherWhenTheClientNamesTheModel() {
        // Given
        PolicyFixture world = PolicyFixture.world().route(new Strategy.BestQuality(null));
        world.ceilings.add(budget("all", List.of(), Set.of(), Set.of()));

        // When
        RouteDecision decision = world.decide(prompt(request().withModel(PREMIUM.toString())));

        // Then
        assertThat(((Routed) decision).options())
                .extracting(SpendOption::target)
                .containsExactly(PREMIUM);
    }

    @Test
    void shouldBoundByBytesAndTheLimitWhenBothAreGiven() {
        // Given
        PolicyFixture world = PolicyFixture.world().route(new Strategy.Priority(List.of(EURO)));
        world.ceilings.add(budget("all", List.of(), Set.of(), Set.of()));
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "grün")),
                List.of(),
                null,
                SamplingParameters.withMaxTokens(100),
                null,
                "{}");

        // When / Then: 1 and 3 USD per million, five bytes
        assertThat(routed(world, body).options().getFirst().boundUsd())
                .isEqualByComparingTo(BigDecimal.valueOf(FRAME + 5 + 300, 6));
    }

    @Test
    void shouldBoundByTheWindowAndTheModelsLongestAnswerWhenNothingElseDoes() {
        // Given
        PolicyFixture world = PolicyFixture.world().route(new Strategy.Priority(List.of(BOTH)));
        world.ceilings.add(budget("all", List.of(), Set.of(), Set.of()));
        PromptBody body = new PromptBody(
                List.of(new ChatMessage(
                        Role.USER,
                        List.of(new ContentPart.ImagePart("https://example.org/a.png", null, "{}")),
                        List.of(),
                        null,
                        null,
                        "{}")),
                List.of(),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When / Then: a million in at 2 USD, a quarter of a million out at 8
        assertThat(routed(world, body).options().getFirst().boundUsd()).isEqualByComparingTo("4");
    }

    @Test
    void shouldReserveTokensByBytesAndTheLimitOrByWhatIsExpected() {
        // Given
        PolicyFixture world = PolicyFixture.world().route(new Strategy.Priority(List.of(EURO)));
        world.ceilings.add(budget("all", List.of(), Set.of(), Set.of()));
        List<ChatMessage> messages = List.of(ChatMessage.of(Role.USER, "grün"));
        SamplingParameters limited = SamplingParameters.withMaxTokens(100);
        PromptBody bounded = new PromptBody(messages, List.of(), null, limited, null, "{}");

        // When
        long bound = routed(world, bounded).options().getFirst().boundTokens();
        long expected =
                routed(world, PromptBody.ofUser("grün")).options().getFirst().boundTokens();

        // Then: without tools nothing is put around the prompt but a message's frame
        assertThat(bound).isEqualTo(FRAME - 1_024 + 5 + 100);
        assertThat(expected).isBetween(FRAME - 1_024 + 5 + 1, 3_000L);
    }

    @Test
    void shouldClaimALimitForEachKeyAndUnit() {
        // Given
        BudgetConfig config = new BudgetConfig(
                "l",
                Map.of(),
                BERLIN,
                List.of(new Per(Per.Kind.KEY, "")),
                Set.of(),
                Set.of(),
                Map.of(BudgetUnit.REQUESTS, 60L, BudgetUnit.TOKENS, 9_000L));
        Budgets budgets = new Budgets(List.of(new CeilingConfig(RouteMatch.ALL, null, Over.REFUSE, config)));
        PromptRequest keyed = request().withKeyId("team-a");
        Dispatch dispatch = new Dispatch(keyed.id(), T0.plusSeconds(5), prompt(keyed), SMALL, 1, 0, "v1");

        // When / Then
        assertThat(budgets.claims(dispatch, SMALL, T0.plusSeconds(5)))
                .extracting(Budgets.Claim::account, Budgets.Claim::end, Budgets.Claim::limit)
                .containsExactly(
                        tuple(
                                "l{key=team-a}|minute requests|" + T0.toEpochMilli(),
                                T0.plusSeconds(60),
                                BigDecimal.valueOf(60)),
                        tuple(
                                "l{key=team-a}|minute tokens|" + T0.toEpochMilli(),
                                T0.plusSeconds(60),
                                BigDecimal.valueOf(9_000)));
    }

    @Test
    void shouldClaimAnAccountForEachWindowAndValueWhenTheBudgetIsHeldByValue() {
        // Given
        BudgetConfig config = new BudgetConfig(
                "b",
                Map.of(BudgetWindow.MONTH, BigDecimal.TEN, BudgetWindow.MINUTE, BigDecimal.ONE),
                BERLIN,
                List.of(
                        new Per(Per.Kind.TENANT, ""),
                        new Per(Per.Kind.MODEL, ""),
                        new Per(Per.Kind.TAG, "team"),
                        new Per(Per.Kind.ENDPOINT, ""),
                        new Per(Per.Kind.ROUTE, ""),
                        new Per(Per.Kind.PROVIDER, "")),
                Set.of(),
                Set.of("us"));
        Budgets budgets = new Budgets(List.of(
                new CeilingConfig(RouteMatch.ALL, null, Over.QUEUE, config),
                new CeilingConfig(RouteMatch.ALL, BigDecimal.ONE, Over.REFUSE)));
        Dispatch dispatch = new Dispatch(request().id(), T0, prompt(request()), SMALL, 1, 0, "v1");

        // When / Then
        String name = "b{tenant=default,model=us/small,tag:team=,endpoint=default,route=,provider=us}";
        assertThat(budgets.claims(dispatch, SMALL, T0))
                .containsExactly(
                        new Budgets.Claim(name, "minute", T0, T0.plusSeconds(60), BigDecimal.ONE, Over.QUEUE),
                        new Budgets.Claim(
                                name,
                                "month",
                                Instant.parse("2026-09-30T22:00:00Z"),
                                Instant.parse("2026-10-31T23:00:00Z"),
                                BigDecimal.TEN,
                                Over.QUEUE));
        assertThat(budgets.claims(dispatch, EURO, T0)).isEmpty();
    }

    private static Routed routed(PolicyFixture world, PromptBody body) {
        PromptRequest request = request(body);
        return (Routed) world.decide(prompt(request));
    }

    private static CeilingConfig budget(String name, List<Per> per, Set<String> routes, Set<String> providers) {
        return new CeilingConfig(
                RouteMatch.ALL,
                null,
                Over.DOWNGRADE,
                new BudgetConfig(name, Map.of(BudgetWindow.DAY, BigDecimal.TEN), BERLIN, per, routes, providers));
    }
}
