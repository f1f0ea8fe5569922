package io.promptyard.router.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.Move;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures of a dry replay that can be worked out by hand. */
class DryReplayTest {
    private static final Target NOBODY = Target.of("openai", "not-there");
    private static final RouterConfig RECORDED = config("v1", Configs.GPT);
    private static final TargetState QUICK = new TargetState(20, 100.0, 50.0, 0, null, 0);

    @Test
    void shouldTellWhatMovesAndWhatItCostsBesideWhatWasPaid() {
        // Given
        List<RecordedCase> log = List.of(
                recorded("a", Task.CHAT, "0.10", 900L),
                recorded("b", Task.CODE, "0.20", 1_100L),
                recorded("c", Task.CHAT, null, 1_000L));
        // When
        ReplayReport report = replayed(log, config("v2", Configs.CLAUDE), DryOptions.of("r-1"));
        // Then
        assertThat(report.counts()).isEqualTo(new ReplayCounts(3, 0, 3, 0, 0, 0, 0, 0));
        assertThat(report.candidateVersion()).isEqualTo("v2");
        assertThat(report.recordedVersions()).containsExactly("v1");
        assertThat(report.moves()).singleElement().satisfies((Move move) -> {
            assertThat(move.from()).isEqualTo(Configs.GPT);
            assertThat(move.to()).isEqualTo(Configs.CLAUDE);
            assertThat(move.count()).isEqualTo(3);
            assertThat(move.differenceUsd()).isZero();
        });
        assertThat(report.total().recorded().actualCostUsd()).isEqualByComparingTo("0.30");
        assertThat(report.total().recorded().actualUnknown()).isEqualTo(1);
        // 7 tokens at a dollar a million, and 300 (twice) and 800 at two
        assertThat(report.total().candidate().expectedCostUsd()).isEqualByComparingTo("0.002821");
        assertThat(report.total().candidate().actualCostUsd()).isNull();
        assertThat(report.byTask()).extracting(GroupFigures::group).containsExactly("chat", "code");
        assertThat(report.byTask()).extracting(GroupFigures::prompts).containsExactly(2L, 1L);
        assertThat(report.disagreements())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.text()).isNull());
    }

    @Test
    void shouldPredictTheLatencyOfWhatMovesFromHowTheTargetHadBeenDoing() {
        // Given
        List<RecordedCase> log = List.of(recorded("a", Task.CHAT, "0.1", 900L));
        // When
        ReplayReport moved = replayed(log, config("v2", Configs.CLAUDE), DryOptions.of("r"));
        ReplayReport same = replayed(log, RECORDED, DryOptions.of("r"));
        // Then: 100 ms, and 300 tokens at 50 a second
        assertThat(moved.total().recorded().latencyMillis().p50()).isBetween(890.0, 910.0);
        assertThat(moved.total().candidate().latencyMillis().p50()).isBetween(6_030.0, 6_170.0);
        assertThat(moved.notes()).anyMatch(note -> note.contains("latency predicted"));
        assertThat(same.total().candidate().latencyMillis())
                .isEqualTo(same.total().recorded().latencyMillis());
        assertThat(same.notes()).noneMatch(note -> note.contains("latency predicted"));
    }

    @Test
    void shouldCountWhatIsRefusedAndWhatIsServedAtLast() {
        // Given
        RouterConfig none = config("v0", NOBODY);
        List<RecordedCase> served = List.of(recorded("a", Task.CHAT, "0.1", 900L));
        List<RecordedCase> refused =
                List.of(new RecordedCase(Prompts.prompt("b"), decision(none, "b", Task.CHAT), RecordedOutcome.NONE));
        // When
        ReplayReport lost = replayed(served, none, DryOptions.of("r"));
        ReplayReport won = replayed(refused, RECORDED, DryOptions.of("r"));
        ReplayReport neither = replayed(refused, none, DryOptions.of("r"));
        // Then
        assertThat(lost.counts().newlyRefused()).isEqualTo(1);
        assertThat(lost.total().candidate().refused()).isEqualTo(1);
        assertThat(lost.total().candidate().expectedCostUsd()).isZero();
        assertThat(won.counts().newlyServed()).isEqualTo(1);
        assertThat(neither.counts().unchanged()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatTheFilterDoesNotChoose() {
        // Given
        DryOptions options = new DryOptions("r", "", PromptFilter.of("task == 'code'"), null, 10, true, false);
        // When
        ReplayReport report = replayed(
                List.of(recorded("a", Task.CHAT, "0.1", 900L), recorded("b", Task.CODE, "0.1", 900L)),
                config("v2", Configs.CLAUDE),
                options);
        // Then
        assertThat(report.counts().decided()).isEqualTo(1);
        assertThat(report.counts().filtered()).isEqualTo(1);
        assertThat(report.filter()).isEqualTo("task == 'code'");
        assertThat(report.disagreements())
                .singleElement()
                .satisfies(each -> assertThat(each.text()).isEqualTo(Prompts.SECRET));
    }

    @Test
    void shouldUseTheClassifierWhenPromptsAreClassifiedAgain() {
        // Given
        DryOptions options =
                new DryOptions("r", "", PromptFilter.ALL, request -> classification(Task.CODE), 10, false, false);
        RouterConfig byTask = new RouterConfig(
                "v2",
                RECORDED.providers(),
                RECORDED.catalogue(),
                Map.of(),
                Map.of(),
                List.of(route("code", match(Task.CODE), Configs.CLAUDE), route("rest", RouteMatch.ALL, Configs.GPT)),
                List.of(),
                RECORDED.retries());
        List<RecordedCase> log = List.of(recorded("a", Task.CHAT, "0.1", 900L));
        // When
        ReplayReport again = replayed(log, byTask, options);
        ReplayReport kept = replayed(log, byTask, DryOptions.of("r"));
        // Then
        assertThat(again.reclassified()).isTrue();
        assertThat(again.moves()).extracting(Move::to).containsExactly(Configs.CLAUDE);
        assertThat(kept.moves()).extracting(Move::to).containsExactly(Configs.GPT);
    }

    @Test
    void shouldSayWhichPromptsTheClassifierKnowsWhenItWasLearntFromTheSameTime() {
        // Given
        List<RecordedCase> log = List.of(recorded("a", Task.CHAT, "0.1", 900L), recorded("b", Task.CODE, "0.1", 900L));
        LearntFrom then = new LearntFrom(60, 60, Prompts.START.minusSeconds(9), Prompts.START, Map.of());
        LearntFrom before = new LearntFrom(60, 60, Instant.EPOCH, Prompts.START.minusMillis(1), Map.of());
        // When
        ReplayReport same = replayed(log, RECORDED, again(then));
        ReplayReport other = replayed(log, RECORDED, again(before));
        // Then
        assertThat(same.notes())
                .contains(
                        "2 prompts: asked within the time that the classifier was learnt from (60 prompts asked from "
                                + then.from() + " to " + then.to()
                                + "): of what was judged then it knows how it came out, so quality there looks better than it is");
        assertThat(other.notes()).noneMatch(note -> note.contains("learnt from"));
        assertThat(other.notes())
                .contains("2 prompts: classified again by "
                        + classification(Task.CODE).classifier());
    }

    private static DryOptions again(LearntFrom from) {
        return new DryOptions(
                "r", "", PromptFilter.ALL, request -> classification(Task.CODE), 10, false, false, List.of(from));
    }

    @Test
    void shouldSayHowManyRecordsWereDeletedWhenSomeWere() {
        // Given
        DryReplay replay = new DryReplay(RECORDED, DryOptions.of("deleted"));
        // When
        replay.missed(0, 0, 20);
        // Then
        assertThat(replay.report(Prompts.START, null, null).notes())
                .contains("20 records were deleted by the broker while the log was read: what they said is missing");
    }

    @Test
    void shouldSayInWhichFieldsADecisionDiffersWhenItDoes() {
        // Given
        RecordedCase good = recorded("a", Task.CHAT, "0.1", 900L);
        RoutingDecision was = good.decision();
        RoutingDecision altered = was.judged(was.candidates(), Configs.CLAUDE, null, was.at(), List.of());
        DryReplay replay = new DryReplay(RECORDED, DryOptions.of("r"));
        // When
        replay.add(good);
        replay.add(new RecordedCase(good.request(), altered, good.outcome()));
        // Then
        assertThat(replay.check().compared()).isEqualTo(2);
        assertThat(replay.check().different()).isEqualTo(1);
        assertThat(replay.check().fields()).containsExactly(Map.entry("target", 1L));
        assertThat(replay.report(Prompts.START, null, null).notes())
                .anyMatch(note -> note.startsWith("checked: 1 of 2 decisions came out otherwise, in {target=1}"));
    }

    @Test
    void shouldKeepTheSameSampleAndNoMoreGroupsThanItMayWhateverComes() {
        // Given
        List<RecordedCase> log = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            log.add(recorded("id-" + i, Task.CHAT, "0.1", 900L));
        }
        DryOptions options = new DryOptions("r", "", PromptFilter.ALL, null, 7, false, false);
        // When
        ReplayReport forth = replayed(log, config("v2", Configs.CLAUDE), options);
        ReplayReport back = replayed(log.reversed(), config("v2", Configs.CLAUDE), options);
        // Then
        assertThat(forth.disagreements()).hasSize(7).isEqualTo(back.disagreements());
        assertThat(forth.disagreements().stream().map(each -> each.id()).toList())
                .isNotEqualTo(log.subList(0, 7).stream()
                        .map(each -> each.decision().id().value())
                        .toList());
        GroupSums sums = new GroupSums("tenant");
        Redecided same = new Redecided(
                log.get(0).request(),
                log.get(0).decision(),
                log.get(0).decision(),
                Map.of(),
                RecordedOutcome.NONE,
                Pace.UNKNOWN,
                Pace.UNKNOWN);
        for (int i = 0; i < 2_000; i++) {
            sums.add("t-" + i, same, CaseCosts.of(same));
        }
        assertThat(sums.isCut()).isTrue();
    }

    @Test
    void shouldComeBackFromBytesAsItWentIn() {
        // Given
        RecordedOutcome outcome = recorded("a", Task.CHAT, null, null)
                .outcome()
                .with(new RecordedOutcome.Score(null, 0.25))
                .with(new RecordedOutcome.Score(Configs.CLAUDE, 1));
        OutcomeBytes bytes = new OutcomeBytes();
        // When
        RecordedOutcome back = bytes.read(bytes.write(outcome));
        // Then
        assertThat(back).isEqualTo(outcome);
        assertThat(back.scoresByTarget()).containsEntry(Configs.GPT, 0.25).containsEntry(Configs.CLAUDE, 1.0);
    }

    private static ReplayReport replayed(List<RecordedCase> log, RouterConfig candidate, DryOptions options) {
        DryReplay replay = new DryReplay(candidate, options);
        log.forEach(replay::add);
        return replay.report(Prompts.START, null, null);
    }

    private static RecordedCase recorded(String id, Task task, @Nullable String usd, @Nullable Long latency) {
        RecordedCall call = new RecordedCall(
                id + "/1",
                1,
                Prompts.START.plusSeconds(2),
                Configs.GPT,
                true,
                null,
                200,
                null,
                latency,
                50L,
                20L,
                usd == null ? null : new BigDecimal(usd),
                null);
        return new RecordedCase(
                Prompts.prompt(id),
                decision(RECORDED, id, task),
                RecordedOutcome.NONE.with(call).with(call));
    }

    private static RoutingDecision decision(RouterConfig config, String id, Task task) {
        PromptRequest request = Prompts.prompt(id);
        ClassifiedPrompt prompt = new ClassifiedPrompt(request, classification(task), List.of(), Prompts.DEADLINE, "");
        return CostAwarePolicy.of(config)
                .decide(prompt, Prompts.START, new Seen())
                .record();
    }

    /** All targets are quick. */
    private static final class Seen implements LiveState {
        @Override
        public TargetState of(Target target) {
            return QUICK;
        }

        @Override
        public @Nullable Long outputTokens(Task task) {
            return null;
        }

        @Override
        public @Nullable Long turn(String route) {
            return null;
        }
    }

    private static Classification classification(Task task) {
        return new Classification("scripted", task, 1, "general", "en", 7, 0.25, Map.of(), Map.of(), 3);
    }

    private static RouteMatch match(Task task) {
        return new RouteMatch(Set.of(task), Set.of(), Set.of(), Map.of(), Set.of(), List.of(), null, null, null, null);
    }

    private static RouteConfig route(String name, RouteMatch match, Target first) {
        return new RouteConfig(name, match, new Strategy.Priority(List.of(first, Configs.UNPRICED)), null, null, false);
    }

    private static RouterConfig config(String version, Target first) {
        RouterConfig plain = Configs.config();
        Strategy strategy = first.equals(NOBODY)
                ? new Strategy.Priority(List.of(NOBODY))
                : new Strategy.Priority(first.equals(Configs.GPT) ? List.of(first, Configs.CLAUDE) : List.of(first));
        return new RouterConfig(
                version,
                plain.providers(),
                plain.catalogue(),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig("default", RouteMatch.ALL, strategy, null, null, false)),
                List.of(),
                plain.retries());
    }
}
