package io.promptyard.standalone.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.replay.Moves;
import io.promptyard.router.replay.report.Move;
import io.promptyard.standalone.config.ConfigLoader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Decisions made again by another configuration. */
class DryRunTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Target GPT = Target.parse("openai/gpt-4o");
    private static final Target MINI = Target.parse("openai/gpt-4o-mini");
    private static final String FILE = """
            providers: { openai: { dialect: openai } }
            routes:
              - { name: code, match: { task: code }, strategy: { priority: [openai/gpt-4o] } }
              - { name: rest, strategy: { priority: [openai/%s] } }
            """;

    private final RouterConfig before = config("gpt-4o-mini");

    @Test
    void shouldCountWhatGoesElsewhereAndWhatItCosts() {
        // Given
        DryRun run = new DryRun(config("gpt-4o"), NOW.minusSeconds(3_600), 100);
        // When
        for (String id : List.of("a", "b")) {
            replay(run, id, Task.CHAT, NOW);
        }
        replay(run, "c", Task.CODE, NOW);
        // Then
        Moves moves = run.moves();
        assertThat(moves.decided()).isEqualTo(3);
        assertThat(moves.changed()).isEqualTo(2);
        assertThat(moves.unknownCosts()).isZero();
        assertThat(moves.changes()).singleElement().satisfies((Move move) -> {
            assertThat(move.fromRoute()).isEqualTo("rest");
            assertThat(move.from()).isEqualTo(MINI);
            assertThat(move.toRoute()).isEqualTo("rest");
            assertThat(move.to()).isEqualTo(GPT);
            assertThat(move.count()).isEqualTo(2);
            assertThat(move.differenceUsd()).isPositive();
        });
        assertThat(moves.costAfter().subtract(moves.costBefore()))
                .isEqualByComparingTo(moves.changes().getFirst().differenceUsd());
    }

    @Test
    void shouldChangeNothingWhenItIsTheSameConfiguration() {
        // Given
        DryRun run = new DryRun(before, NOW.minusSeconds(3_600), 100);
        // When
        replay(run, "a", Task.CHAT, NOW);
        replay(run, "b", Task.CODE, NOW);
        // Then
        assertThat(run.moves().decided()).isEqualTo(2);
        assertThat(run.moves().changes()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatBudgetsHadChanged() {
        // Given: as the keeper of budgets amends what it refuses
        DryRun run = new DryRun(before, NOW.minusSeconds(3_600), 100);
        RoutingDecision was = decision(prompt("a"), Task.CHAT, NOW);
        List<Candidate> over = was.candidates().stream()
                .map(each -> new Candidate(
                        each.target(),
                        Candidate.State.ELIGIBLE,
                        "over-limit",
                        "",
                        each.score(),
                        each.expectedCostUsd()))
                .toList();
        // When
        run.take(was.judged(over, null, FailureKind.RATE_LIMITED, NOW, List.of()));
        run.decide("a", prompt("a"));
        // Then
        assertThat(run.byBudgets()).isEqualTo(1);
        assertThat(run.moves().decided()).isZero();
    }

    @Test
    void shouldLeaveOutWhatIsOlderOrMoreThanItMayHold() {
        // Given
        DryRun run = new DryRun(before, NOW.minusSeconds(60), 1);
        // When
        run.take(decision(prompt("old"), Task.CHAT, NOW.minusSeconds(61)));
        run.take(decision(prompt("first"), Task.CHAT, NOW));
        run.take(decision(prompt("second"), Task.CHAT, NOW));
        List.of("old", "first", "second").forEach(id -> run.decide(id, prompt(id)));
        // Then
        assertThat(run.moves().decided()).isEqualTo(1);
    }

    private void replay(DryRun run, String id, Task task, Instant at) {
        run.take(decision(prompt(id), task, at));
        run.decide(id, prompt(id));
    }

    private RoutingDecision decision(PromptRequest request, Task task, Instant at) {
        Classification classification =
                new Classification("scripted", task, 1, "general", "en", 7, 0.25, Map.of(), Map.of(), 3);
        ClassifiedPrompt prompt = new ClassifiedPrompt(request, classification, List.of(), at.plusSeconds(60), "");
        return CostAwarePolicy.of(before).decide(prompt, at, LiveState.NONE).record();
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), NOW, PromptBody.ofUser("Name three rivers of Europe"));
    }

    private static RouterConfig config(String model) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(FILE.formatted(model))
                .orThrow()
                .router();
    }
}
