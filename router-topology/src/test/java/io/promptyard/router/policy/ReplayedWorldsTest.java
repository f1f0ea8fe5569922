package io.promptyard.router.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.replay.DryOptions;
import io.promptyard.router.replay.DryReplay;
import io.promptyard.router.replay.RecordedCall;
import io.promptyard.router.replay.RecordedCase;
import io.promptyard.router.replay.RecordedOutcome;
import io.promptyard.router.replay.report.ReplayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the configuration and what was seen of the running system: replayed from its records, a policy decides the same. */
class ReplayedWorldsTest {
    private static final int PROMPTS = 6;

    @Property(tries = 2_000)
    void shouldDecideEveryPromptAsRecordedWhenThePolicyIsTheRecordedOne(@ForAll long seed) {
        // Given
        RandomWorlds worlds = new RandomWorlds(seed);
        RouterConfig config = worlds.world().config();
        CostAwarePolicy policy = CostAwarePolicy.of(config);
        List<RecordedCase> cases = new ArrayList<>();
        for (int i = 0; i < PROMPTS; i++) {
            record(policy, worlds, worlds.prompt("id-" + i), PolicyFixture.T0.plusMillis(i), cases);
        }
        // When
        DryReplay replay = new DryReplay(config, DryOptions.of("test"));
        cases.forEach(replay::add);
        ReplayReport report = replay.report(PolicyFixture.T0, null, null);
        // Then
        assertThat(replay.check().different()).as(replay.check().words()).isZero();
        assertThat(replay.check().compared()).isEqualTo(cases.size());
        assertThat(report.counts().unchanged()).isEqualTo(report.counts().decided());
        assertThat(report.moves())
                .allSatisfy(move -> assertThat(move.differenceUsd()).isZero());
    }

    /** A prompt, and its fallback where it was routed and its target failed; or its waiting, and what it was told later. */
    private static void record(
            CostAwarePolicy policy,
            RandomWorlds worlds,
            ClassifiedPrompt prompt,
            Instant at,
            List<RecordedCase> cases) {
        RouteDecision decision = policy.decide(prompt, at, worlds.live());
        if (decision instanceof RouteDecision.Waiting) {
            cases.add(new RecordedCase(prompt.request(), decision.record(), RecordedOutcome.NONE));
            decision = policy.decide(prompt, prompt.deadline(), worlds.live());
        }
        if (!(decision instanceof Routed routed)) {
            cases.add(new RecordedCase(prompt.request(), decision.record(), RecordedOutcome.NONE));
            return;
        }
        AttemptSummary failed = PolicyFixture.failed(routed.dispatch().target(), FailureKind.TIMEOUT);
        RecordedOutcome outcome = RecordedOutcome.NONE.with(call(failed));
        cases.add(new RecordedCase(prompt.request(), decision.record(), outcome));
        ClassifiedPrompt fallen = new ClassifiedPrompt(
                prompt.request(), prompt.classification(), List.of(failed), prompt.deadline(), prompt.route());
        RouteDecision second = policy.decide(fallen, at.plusMillis(1), worlds.live());
        cases.add(new RecordedCase(prompt.request(), second.record(), outcome));
    }

    private static RecordedCall call(AttemptSummary failed) {
        return new RecordedCall(
                failed.attemptId(),
                failed.attempt(),
                failed.startedAt(),
                failed.target(),
                false,
                Objects.requireNonNull(failed.kind()),
                failed.httpStatus(),
                failed.retryAfterMillis(),
                failed.latencyMillis(),
                null,
                null,
                failed.costUsd(),
                null);
    }
}
