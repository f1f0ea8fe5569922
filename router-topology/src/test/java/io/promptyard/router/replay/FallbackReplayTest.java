package io.promptyard.router.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.replay.report.ReplayReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a dry replay tells of prompts whose first call failed. */
class FallbackReplayTest {
    private static final Classification CHAT =
            new Classification("scripted", Task.CHAT, 1, "general", "en", 7, 0.25, Map.of(), Map.of(), 3);
    private static final RouterConfig RECORDED = config("v1", Configs.GPT, Configs.CLAUDE);

    @Test
    void shouldDecideFallbacksAgainAsTheyWereWhenThePolicyIsTheRecordedOne() {
        // When
        ReplayReport report = replayed(log(), RECORDED);
        // Then
        assertThat(report.counts().unchanged()).isEqualTo(4);
        assertThat(report.notes())
                .anyMatch(note -> note.startsWith("1 prompt fell back after a failed call (a); ")
                        && note.contains("decides 1 times as recorded, 0 elsewhere, 0 nowhere any more"))
                .anyMatch(note -> note.startsWith("checked: 5 decisions"))
                .noneMatch(note -> note.contains("not in the log"));
    }

    @Test
    void shouldSayWhereElseTheCandidateFallsBackToWhenTheSameCallFails() {
        // When
        ReplayReport elsewhere = replayed(log(), config("v2", Configs.GPT, Configs.UNPRICED));
        ReplayReport nowhere = replayed(log(), config("v2", Configs.GPT));
        // Then
        assertThat(elsewhere.notes())
                .anyMatch(note -> note.contains("decides 0 times as recorded, 1 elsewhere, 0 nowhere")
                        && note.contains("1 of unknown cost left out"));
        assertThat(nowhere.notes())
                .anyMatch(note -> note.contains("decides 0 times as recorded, 0 elsewhere, 1 nowhere")
                        // seven tokens at a dollar a million, and 300 at two
                        && note.contains("expected USD of these 0.000607 before, 0 after"));
    }

    @Test
    void shouldExpectFailuresOfWhatTheLogDidNotCallByHowOftenTheTargetFailed() {
        // When
        ReplayReport known = replayed(log(), config("v2", Configs.CLAUDE));
        ReplayReport stranger = replayed(log(), config("v2", Configs.UNPRICED));
        // Then: Claude answered a and failed for d; of b and c nothing is known of it
        assertThat(known.notes())
                .anyMatch(note -> note.startsWith("2 first calls of the candidate are not in the log: 1.0 of them")
                        && note.contains("(anthropic/claude-sonnet-4 1 of 2)"));
        assertThat(stranger.notes())
                .anyMatch(note -> note.startsWith("4 first calls of the candidate are to targets that the log has no"));
    }

    /** Of a the first call fails and the second is another's; b and c go well; d fails at the other target and ends. */
    private static List<RecordedCase> log() {
        RecordedCall failed = call("a/1", 1, Configs.GPT, FailureKind.PROVIDER_ERROR);
        RecordedOutcome fellBack = RecordedOutcome.NONE.with(failed).with(call("a/2", 2, Configs.CLAUDE, null));
        List<RecordedCase> log = new ArrayList<>();
        log.add(new RecordedCase(Prompts.prompt("a"), decision("a", List.of()), fellBack));
        log.add(new RecordedCase(Prompts.prompt("a"), decision("a", fellBack.failedBefore(2)), fellBack));
        for (String id : List.of("b", "c")) {
            log.add(new RecordedCase(
                    Prompts.prompt(id),
                    decision(id, List.of()),
                    RecordedOutcome.NONE.with(call(id + "/1", 1, Configs.GPT, null))));
        }
        log.add(new RecordedCase(
                Prompts.prompt("d"),
                decision("d", List.of()),
                RecordedOutcome.NONE
                        .with(call("d/1", 1, Configs.GPT, null))
                        .with(call("d/2", 2, Configs.CLAUDE, FailureKind.TIMEOUT))));
        return log;
    }

    private static RecordedCall call(String id, int attempt, Target target, @Nullable FailureKind kind) {
        return new RecordedCall(
                id,
                attempt,
                Prompts.START.plusSeconds(attempt),
                target,
                kind == null,
                kind,
                kind == null ? 200 : 500,
                null,
                900L,
                50L,
                20L,
                new BigDecimal("0.1"),
                null);
    }

    private static RoutingDecision decision(String id, List<AttemptSummary> attempts) {
        return CostAwarePolicy.of(RECORDED)
                .decide(
                        new ClassifiedPrompt(Prompts.prompt(id), CHAT, attempts, Prompts.DEADLINE, ""),
                        Prompts.START.plusSeconds(attempts.size()))
                .record();
    }

    private static ReplayReport replayed(List<RecordedCase> log, RouterConfig candidate) {
        DryReplay replay = new DryReplay(candidate, DryOptions.of("r"));
        log.forEach(replay::add);
        return replay.report(Prompts.START, null, null);
    }

    private static RouterConfig config(String version, Target... targets) {
        RouterConfig plain = Configs.config();
        return new RouterConfig(
                version,
                plain.providers(),
                plain.catalogue(),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig(
                        "default", RouteMatch.ALL, new Strategy.Priority(List.of(targets)), null, null, false)),
                List.of(),
                plain.retries());
    }
}
