package io.promptyard.standalone.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.replay.DryOptions;
import io.promptyard.router.replay.DryReplay;
import io.promptyard.router.replay.RecordedCall;
import io.promptyard.router.replay.RecordedCase;
import io.promptyard.router.replay.RecordedOutcome;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.house.Repository;
import io.promptyard.standalone.runtime.ShippedClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A dry replay of weeks of which it is known how good every model's answer would have been. */
class WeekReplayTest {
    private static final Instant END = Instant.parse("2026-11-27T12:00:00Z");
    private static final int WEEKS = 20;
    private static final RouterConfig CURRENT = config("current.yaml");
    private static final RouterConfig CHEAPER = config("cheaper.yaml");
    private static final PromptClassifier CLASSIFIER = ShippedClassifier.of(CURRENT, () -> 0);

    private final Map<String, WeekPrompt> prompts =
            WeekPrompts.load().stream().collect(Collectors.toMap(WeekPrompt::id, Function.identity()));

    @Test
    void shouldMakeTheRecordedDecisionsAgainWhenThePolicyIsTheRecordedOne() {
        // When
        ReplayReport report = replayed(CURRENT, 1);
        // Then
        assertThat(report.counts().unchanged())
                .isEqualTo(report.counts().decided())
                .isEqualTo(963);
        assertThat(report.notes()).anyMatch(note -> note.matches("checked: 963 decisions .*, in every field"));
    }

    /** Both policies explore by the same chance, the request id: an estimate must not take the one for the other. */
    @Test
    void shouldHaveTheTruthInMostIntervalsAndBeRightInTheMeanWhenBothPoliciesExplore() {
        // Given
        int held = 0;
        double off = 0;
        double truth = truth();
        // When
        for (int seed = 1; seed <= WEEKS; seed++) {
            Estimate estimate = Objects.requireNonNull(
                    replayed(CHEAPER, seed).total().candidate().quality());
            held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
            off += (estimate.value() - truth) / WEEKS;
        }
        // Then
        assertThat(truth).isCloseTo(0.809, within(0.002)); // as docs/tutorial-replay.md says
        assertThat(held).isGreaterThanOrEqualTo(WEEKS * 8 / 10);
        assertThat(off).isCloseTo(0, within(0.03));
    }

    private static ReplayReport replayed(RouterConfig candidate, long seed) {
        DryReplay replay = new DryReplay(candidate, DryOptions.of("r"));
        new WeekTraffic(CURRENT, CLASSIFIER::classify, 0.5, seed)
                .make(WeekPrompts.load(), 3, END, each -> replay.add(caseOf(each)));
        return replay.report(END, null, null);
    }

    private static RecordedCase caseOf(Recorded each) {
        RecordedOutcome outcome = RecordedOutcome.NONE;
        for (ProviderAttempt attempt : each.attempts()) {
            RecordedCall call = RecordedCall.of(attempt);
            outcome = call == null ? outcome : outcome.with(call);
        }
        if (each.feedback() != null) {
            outcome = outcome.with(new RecordedOutcome.Score(
                    each.feedback().target(),
                    Objects.requireNonNull(each.feedback().score())));
        }
        return new RecordedCase(each.prompt(), each.decision(), outcome);
    }

    /** What the candidate is worth on these prompts: its choices under many ids, so that chance evens out. */
    private double truth() {
        CostAwarePolicy policy = CostAwarePolicy.of(CHEAPER);
        int[] count = new int[1];
        double[] sum = new double[1];
        new WeekTraffic(CURRENT, CLASSIFIER::classify, 0, 99).make(WeekPrompts.load(), 1, END, each -> {
            for (int i = 0; i < 10; i++) {
                ClassifiedPrompt prompt = new ClassifiedPrompt(
                        each.prompt().withId(new RequestId(each.prompt().id().value() + "/" + i)),
                        each.decision().classification(),
                        List.of(),
                        END.plusSeconds(600),
                        "");
                Target chosen = Objects.requireNonNull(
                        policy.decide(prompt, each.decision().at()).record().target());
                String id = Objects.requireNonNull(each.prompt().tags().get("conversation"));
                sum[0] += Objects.requireNonNull(prompts.get(id)).outcomes().get(chosen);
                count[0]++;
            }
        });
        return sum[0] / count[0];
    }

    private static RouterConfig config(String name) {
        try {
            String yaml = Files.readString(
                    Repository.ROOT.resolve("deploy/config/replay").resolve(name));
            return new ConfigLoader(Map.of(), Map.of()).read(yaml).orThrow().router();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
