package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Reroute;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.ShadowCall;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The router's graph with and without a shadow on its route, in either delivery: what is written for the prompts is the same. */
class ShadowTopologyTest {
    @TempDir
    Path state;

    private final List<ShadowCall> copies = new ArrayList<>();

    /** All that a router writes, but for what a decision says of its shadow. */
    private record Written(
            List<TestRecord<String, Dispatch>> dispatches,
            List<TestRecord<String, FinalResponse>> responses,
            List<TestRecord<String, DeadLetter>> deadLetters,
            List<RoutingDecision> decisions) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWriteTheSameForThePromptsWhateverBecomesOfTheirCopies(boolean exactlyOnce) {
        // When
        Written without = run("without", null, copies::add, exactlyOnce);
        Written with = run("with", shadow(), copies::add, exactlyOnce);
        Written failing = run(
                "failing",
                shadow(),
                copy -> {
                    throw new IllegalStateException("no shadow today");
                },
                exactlyOnce);
        // Then
        assertThat(without.dispatches()).hasSize(4);
        assertThat(without.deadLetters()).hasSize(1);
        assertThat(with).isEqualTo(without);
        assertThat(failing).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSendOneCopyOfEachPromptAndRecordIt(boolean exactlyOnce) {
        // When
        try (RouterFixture router = fixture("one", shadow(), copies::add, exactlyOnce)) {
            feed(router);
            // Then
            List<RoutingDecision> decisions =
                    router.decisions().stream().map(TestRecord::value).toList();
            assertThat(decisions)
                    .filteredOn(each -> each.shadow() != null)
                    .extracting(each -> each.id().value())
                    .containsExactly("p-0", "p-1", "p-2");
            assertThat(decisions)
                    .filteredOn(each -> each.shadow() != null)
                    .allSatisfy(each -> assertThat(each.shadow().target()).hasValue(CLAUDE));
            assertThat(copies)
                    .extracting(each -> each.dispatch().id())
                    .containsExactly(
                            new RequestId("p-0~trial"), new RequestId("p-1~trial"), new RequestId("p-2~trial"));
            assertThat(copies)
                    .allSatisfy(each -> assertThat(each.dispatch().target()).isEqualTo(CLAUDE));
            assertThat(router.dispatches(Configs.ANTHROPIC))
                    .as("nothing of a copy")
                    .isEmpty();
        }
    }

    private Written run(String name, @Nullable ShadowConfig shadow, Consumer<ShadowCall> copy, boolean exactlyOnce) {
        try (RouterFixture router = fixture(name, shadow, copy, exactlyOnce)) {
            feed(router);
            return new Written(
                    router.dispatches(OPENAI),
                    router.responses(),
                    router.deadLetters(),
                    router.decisions().stream()
                            .map(TestRecord::value)
                            .map(ShadowTopologyTest::withoutShadow)
                            .toList());
        }
    }

    /** Three that are routed, one of them streamed; one that is refused; one that comes back from a failed target. */
    private static void feed(RouterFixture router) {
        router.send(Prompts.prompt("p-0"));
        router.send(Prompts.prompt("p-1").withStream(true));
        router.send(Prompts.prompt("p-2"));
        router.send(Prompts.prompt("refused").withModel("nobody/knows"));
        PromptRequest request = Prompts.prompt("back");
        AttemptSummary failed = new AttemptSummary(
                1, "a-1", CLAUDE, FailureKind.TIMEOUT, "slow", null, null, Prompts.START, 10, BigDecimal.ZERO);
        ClassifiedPrompt prompt =
                new ClassifiedPrompt(request, Prompts.classification(), List.of(failed), Prompts.DEADLINE, "r");
        router.reroute(new Reroute(request.id(), Prompts.START, prompt));
    }

    private RouterFixture fixture(
            String name, @Nullable ShadowConfig shadow, Consumer<ShadowCall> copy, boolean exactlyOnce) {
        RouterConfig plain = Configs.config();
        RouterConfig config = new RouterConfig(
                "v1",
                plain.providers(),
                new ModelCatalogue(List.of(model(GPT), model(CLAUDE))),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig(
                        "r",
                        RouteMatch.ALL,
                        new Strategy.Priority(List.of(GPT)),
                        null,
                        null,
                        false,
                        List.of(),
                        null,
                        false,
                        shadow)),
                List.of(),
                plain.retries());
        return RouterFixture.shadowing(state.resolve(name), CostAwarePolicy.of(config), copy, exactlyOnce);
    }

    private static ModelSpec model(Target target) {
        Price price = new Price(BigDecimal.ONE, BigDecimal.TWO, null, null);
        return new ModelSpec(target, price, 128_000, 16_000, Set.of(Capability.STREAMING), 0.8, Map.of(), "test");
    }

    private static ShadowConfig shadow() {
        BudgetConfig budget = new BudgetConfig(
                ShadowConfig.budgetOf("trial"),
                Map.of(BudgetWindow.DAY, BigDecimal.ONE),
                ZoneOffset.UTC,
                List.of(),
                Set.of(),
                Set.of());
        return new ShadowConfig("trial", "id", 100, List.of(CLAUDE), budget, 8);
    }

    private static RoutingDecision withoutShadow(RoutingDecision with) {
        return new RoutingDecision(
                with.id(),
                with.at(),
                with.tenant(),
                with.endpoint(),
                with.tags(),
                with.modelAsked(),
                with.configVersion(),
                with.classification(),
                with.route(),
                with.strategy(),
                with.target(),
                with.candidates(),
                with.attempt(),
                with.propensity(),
                with.refusal(),
                with.experiment(),
                with.turn(),
                with.predictedOutputTokens(),
                with.arm(),
                null,
                with.deadline(),
                with.budgetsAskedAt(),
                with.budgets());
    }
}
