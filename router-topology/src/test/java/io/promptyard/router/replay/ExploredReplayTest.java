package io.promptyard.router.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.ReplayReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A policy that leaves something to chance, replayed: it is its distribution, and not the one draw that the log holds of it. */
class ExploredReplayTest {
    private static final int PROMPTS = 2_000;

    @Test
    void shouldDifferInNothingFromItselfHoweverItWasDrawn() {
        for (RouterConfig config : List.of(exploring("v1", 0.3), weighted("v1", 2, 1))) {
            // When
            ReplayReport same = replayed(config, config);
            ReplayReport renamed =
                    replayed(config, config.learning().enabled() ? exploring("v2", 0.3) : weighted("v2", 2, 1));
            // Then: to the last digit, without an interval
            for (ReplayReport report : List.of(same, renamed)) {
                Estimate difference = report.total().qualityDifference();
                assertThat(difference.value()).isZero();
                assertThat(difference.low()).isZero();
                assertThat(difference.high()).isZero();
                assertThat(report.total().candidate().quality())
                        .usingRecursiveComparison()
                        .ignoringFields("observed", "predicted")
                        .isEqualTo(report.total().recorded().quality());
                assertThat(report.counts().moved()).isZero();
                assertThat(report.total().cost().candidateUsd())
                        .isEqualTo(report.total().cost().recordedUsd());
            }
        }
    }

    @Test
    void shouldValueADistributionByItsSharesWhenTheCandidateDrawsByOthers() {
        // Given: answers of one are good and those of the other are not, two thirds of one and then one third
        ReplayReport report = replayed(weighted("v1", 2, 1), weighted("v2", 1, 2));
        // Then
        assertThat(report.total().recorded().quality().value()).isCloseTo(2.0 / 3, within(0.03));
        assertThat(report.total().candidate().quality().value()).isCloseTo(1.0 / 3, within(0.01));
        assertThat(report.total().qualityDifference().high()).isNegative();
    }

    private static ReplayReport replayed(RouterConfig recorded, RouterConfig candidate) {
        DryReplay replay = new DryReplay(candidate, DryOptions.of("r"));
        for (int i = 0; i < PROMPTS; i++) {
            replay.add(recorded(recorded, "p-" + i));
        }
        return replay.report(Prompts.START, null, null);
    }

    private static RecordedCase recorded(RouterConfig config, String id) {
        PromptRequest request = Prompts.prompt(id);
        Classification classification =
                new Classification("scripted", Task.CHAT, 1, "general", "en", 7, 0.25, Map.of(), Map.of(), 3);
        RoutingDecision decision = CostAwarePolicy.of(config)
                .decide(
                        new ClassifiedPrompt(request, classification, List.of(), Prompts.DEADLINE, ""),
                        Prompts.START,
                        LiveState.NONE)
                .record();
        Target target = decision.target();
        RecordedCall call = new RecordedCall(
                id + "/1",
                1,
                Prompts.START.plusSeconds(2),
                target,
                true,
                null,
                200,
                null,
                900L,
                50L,
                20L,
                new BigDecimal("0.0123456789"),
                null);
        return new RecordedCase(
                request,
                decision,
                RecordedOutcome.NONE
                        .with(call)
                        .with(new RecordedOutcome.Score(null, target.equals(Configs.GPT) ? 1 : 0)));
    }

    private static RouterConfig weighted(String version, int gpt, int claude) {
        return config(
                version, new Strategy.Weighted(Map.of(Configs.GPT, gpt, Configs.CLAUDE, claude)), LearningConfig.OFF);
    }

    private static RouterConfig exploring(String version, double rate) {
        return config(
                version,
                new Strategy.CheapestCapable(),
                new LearningConfig(
                        true, Duration.ofMinutes(1), 1, 10, Duration.ofDays(1), 10, 2, rate, BigDecimal.TEN));
    }

    private static RouterConfig config(String version, Strategy strategy, LearningConfig learning) {
        RouterConfig plain = Configs.config();
        return new RouterConfig(
                version,
                plain.providers(),
                plain.catalogue(),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig("default", RouteMatch.ALL, strategy, 0.0, null, false)),
                List.of(),
                plain.retries(),
                learning,
                ClassifierConfig.DEFAULT);
    }
}
