package io.promptyard.router.policy;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.UNPRICED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CanaryConfig.Arm;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which prompts go another way than their route's, and what decisions say of it. */
class CanaryTest {
    private static final int MANY = 10_000;

    @Property(tries = 500)
    void shouldOnlyTakeKeysInWhenTheShareGrows(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String key,
            @ForAll @DoubleRange(min = 0, max = 100) double one,
            @ForAll @DoubleRange(min = 0, max = 100) double other) {
        // Given
        PromptRequest request = request(key, "t", Map.of(), "auto");
        // When
        String less = arm(canary("id", Math.min(one, other)), request);
        String more = arm(canary("id", Math.max(one, other)), request);
        // Then
        assertThat(less.equals("canary") && !more.equals("canary")).isFalse();
    }

    @Property(tries = 200)
    void shouldKeepEveryArmBeforeItWhenTheLastOneGrows(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String key,
            @ForAll @DoubleRange(min = 0, max = 50) double one,
            @ForAll @DoubleRange(min = 0, max = 50) double other) {
        // Given
        PromptRequest request = request(key, "t", Map.of(), "auto");
        // When
        String less = arm(two(30, Math.min(one, other)), request);
        String more = arm(two(30, Math.max(one, other)), request);
        // Then
        assertThat(more).isIn(less.equals("control") ? List.of("control", "b") : List.of(less));
    }

    @Test
    void shouldAssignTheShareThatIsWrittenAndAnotherSetOnAnotherRoute() {
        // Given
        Arms arms = arms("one", canary("id", 20));
        Arms elsewhere = arms("two", canary("id", 20));
        List<PromptRequest> requests = IntStream.range(0, MANY)
                .mapToObj(i -> request("r-" + i, "t", Map.of(), "auto"))
                .toList();
        // When
        long in = requests.stream().filter(each -> arms.of(each).leaves()).count();
        long both = requests.stream()
                .filter(each -> arms.of(each).leaves() && elsewhere.of(each).leaves())
                .count();
        // Then
        assertThat(in / (double) MANY).isCloseTo(0.2, within(0.02));
        assertThat(both / (double) MANY).isCloseTo(0.04, within(0.01));
    }

    @Test
    void shouldKeepAKeyTogether() {
        // Given
        Arms byTenant = arms("r", canary("tenant", 50));
        Arms byTag = arms("r", canary("tag:team", 50));
        Arms byConversation = arms("r", canary("conversation", 50));
        // When // Then
        for (int i = 0; i < 20; i++) {
            String tenant = "t-" + i;
            Map<String, String> team = Map.of("team", "x" + i);
            Map<String, String> talk = Map.of("conversation", "c" + i);
            assertThat(byTenant.of(request("a" + i, tenant, Map.of(), "auto")))
                    .isEqualTo(byTenant.of(request("b" + i, tenant, Map.of(), "auto")));
            assertThat(byTag.of(request("a" + i, "t", team, "auto")))
                    .isEqualTo(byTag.of(request("b" + i, "t", team, "auto")));
            assertThat(byConversation.of(request("a" + i, "t", talk, "auto")))
                    .isEqualTo(byConversation.of(request("b" + i, "t", talk, "auto")));
        }
    }

    @Test
    void shouldStayWithTheRouteWhenThereIsNoKeyAndOutOfTheTrialWhenAModelIsNamed() {
        // Given
        Arms all = arms("r", canary("tag:team", 100));
        // When // Then
        assertThat(all.of(request("a", "t", Map.of(), "auto")).name()).isEqualTo("control");
        assertThat(all.of(request("a", "t", Map.of("team", "x"), "openai/gpt-4o")))
                .isNull();
        assertThat(Arms.NONE.of(request("a", "t", Map.of(), "auto"))).isNull();
    }

    @Test
    void shouldRecordTheArmAndItsShareAsPropensity() {
        // When
        RoutingDecision in = decide(canary("id", 100), List.of(), List.of());
        RoutingDecision out = decide(canary("id", 0), List.of(), List.of());
        RoutingDecision without = decide(null, List.of(), List.of());
        // Then
        assertThat(in.target()).isEqualTo(CLAUDE);
        assertThat(in.arm()).isEqualTo("canary");
        assertThat(out.target()).isEqualTo(GPT);
        assertThat(out.arm()).isEqualTo("control");
        assertThat(without.arm()).isNull();
        assertThat(decide(new CanaryConfig("tenant", List.of(new Arm("a", 40, List.of(CLAUDE)))), List.of(), List.of())
                        .propensity())
                .isIn(0.4, 0.6);
    }

    @Test
    void shouldGoByTheStrategyAndTheBarOfTheArmWhenItHasThem() {
        // When: by priority the route asks GPT first
        RoutingDecision low = decide(byStrategy(0.0, List.of()), List.of(), List.of());
        RoutingDecision high = decide(byStrategy(1.0, List.of()), List.of(), List.of());
        RoutingDecision narrow = decide(byStrategy(1.0, List.of(UNPRICED)), List.of(), List.of());
        // Then
        assertThat(low.target()).isEqualTo(CLAUDE);
        assertThat(low.arm()).isEqualTo("canary");
        assertThat(low.propensity()).isEqualTo(1);
        assertThat(chosen(low).detail()).isEmpty();
        assertThat(chosen(high).detail()).startsWith("none reaches quality 1");
        assertThat(narrow.target()).isEqualTo(UNPRICED);
    }

    private static CanaryConfig byStrategy(double bar, List<Target> among) {
        return new CanaryConfig("id", List.of(new Arm("canary", 100, new Strategy.CheapestCapable(), bar, among)));
    }

    private static Candidate chosen(RoutingDecision decision) {
        return decision.candidates().stream()
                .filter(each -> each.state() == Candidate.State.CHOSEN)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldFallBackAlongTheRouteWhenTheTrialFailed() {
        // Given
        AttemptSummary failed = new AttemptSummary(
                1, "a-1", CLAUDE, FailureKind.PROVIDER_ERROR, "down", 500, null, Prompts.START, 10, BigDecimal.ZERO);
        // When
        RoutingDecision next = decide(canary("id", 100), List.of(), List.of(failed));
        // Then
        assertThat(next.target()).isEqualTo(GPT);
        assertThat(next.arm()).isEqualTo("canary");
        assertThat(next.propensity()).isEqualTo(1);
    }

    @Test
    void shouldStayWithTheRouteWhenTheTrialIsForbiddenOrTooDear() {
        // Given
        CeilingConfig none = new CeilingConfig(RouteMatch.ALL, BigDecimal.ONE, CeilingConfig.Over.REFUSE);
        CanaryConfig unpriced = new CanaryConfig("id", List.of(new Arm("canary", 100, List.of(UNPRICED))));
        // When
        RoutingDecision decision = decide(unpriced, List.of(none), List.of());
        // Then
        assertThat(decision.target()).isEqualTo(GPT);
        assertThat(decision.refusal()).isNull();
        assertThat(decision.arm()).isEqualTo("canary");
        assertThat(decision.propensity()).isEqualTo(1);
    }

    private static String arm(CanaryConfig canary, PromptRequest request) {
        return arms("r", canary).of(request).name();
    }

    private static Arms arms(String route, CanaryConfig canary) {
        return Arms.of(route, canary, new Offers(Configs.config()));
    }

    private static CanaryConfig canary(String by, double percent) {
        return new CanaryConfig(by, List.of(new Arm("canary", percent, List.of(CLAUDE))));
    }

    private static CanaryConfig two(double a, double b) {
        return new CanaryConfig("id", List.of(new Arm("a", a, List.of(CLAUDE)), new Arm("b", b, List.of(GPT))));
    }

    private static RoutingDecision decide(
            @Nullable CanaryConfig canary, List<CeilingConfig> ceilings, List<AttemptSummary> attempts) {
        RouterConfig base = Configs.config();
        Strategy strategy = new Strategy.Priority(List.<Target>of(GPT, UNPRICED));
        RouteConfig route = new RouteConfig("r", RouteMatch.ALL, strategy, null, null, false, List.of(), canary, false);
        RouterConfig config = new RouterConfig(
                "v1", base.providers(), base.catalogue(), Map.of(), Map.of(), List.of(route), ceilings, base.retries());
        ClassifiedPrompt prompt =
                new ClassifiedPrompt(Prompts.prompt("a"), Prompts.classification(), attempts, Prompts.DEADLINE, "r");
        return CostAwarePolicy.of(config).decide(prompt, Prompts.START).record();
    }

    private static PromptRequest request(String id, String tenant, Map<String, String> tags, String model) {
        PromptRequest plain = PromptRequest.of(new RequestId(id), Prompts.START, PromptBody.ofUser("hello"));
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                tenant,
                plain.endpoint(),
                tags,
                model,
                plain.constraints(),
                plain.body(),
                false,
                null,
                null,
                null);
    }
}
