package io.promptyard.standalone.replay.live;

import io.promptyard.model.Candidate;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.standalone.replay.live.GroupTally.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sampled prompts with what became of them under both policies, made by hand and without a broker. */
final class LiveWorld {
    static final Target DEAR = Target.of("openai", "gpt-4o");
    static final Target CHEAP = Target.of("openai", "gpt-4o-mini");
    static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    final RecordedFacts facts = new RecordedFacts();
    final RecordedFacts own = new RecordedFacts();
    final List<LiveCase> cases = new ArrayList<>();
    final List<Seen> seen = new ArrayList<>();

    /** What a policy made of a prompt: whom it chose, what it expected to pay and what it paid; null for what is not known. */
    record Side(
            Target target,
            @Nullable String expected,
            @Nullable String paid) {}

    /** One that both policies answered, in the stratum of its task. */
    LiveWorld pair(String id, Task task, double weight, Side was, Side now, @Nullable PairScore score) {
        side(facts, id, task, was);
        side(own, "e:" + id, task, now);
        LiveCase each = new LiveCase(
                id, prompt("e:" + id), response("e:" + id, now), score == null ? Map.of() : Map.of("scorer", score));
        cases.add(each);
        seen.add(new Seen(each, facts.decision(id), own.decision("e:" + id), facts, own, score, weight));
        return this;
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), AT, PromptBody.ofUser("?"));
    }

    private static void side(RecordedFacts facts, String id, Task task, Side side) {
        facts.decided(id, decision(id, task, side));
        facts.called(id, attempt(id, task, side));
        facts.answered(id, response(id, side));
    }

    private static @Nullable BigDecimal usd(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static RoutingDecision decision(String id, Task task, Side side) {
        return new RoutingDecision(
                new RequestId(id),
                AT,
                "acme",
                "default",
                Map.of(),
                PromptRequest.AUTO,
                "v",
                new Classification("test", task, 1, "general", "en", 4, 0.3, Map.of(), Map.of(), 1),
                "default",
                "cheapest-capable",
                side.target(),
                List.of(new Candidate(side.target(), Candidate.State.CHOSEN, "", "", 0.9, usd(side.expected()))),
                1,
                1,
                null,
                null);
    }

    private static ProviderAttempt attempt(String id, Task task, Side side) {
        return new ProviderAttempt(
                id + "-1",
                new RequestId(id),
                AT,
                ProviderAttempt.Phase.ENDED,
                1,
                side.target(),
                "default",
                "acme",
                "default",
                Map.of(),
                true,
                null,
                200,
                100L,
                50L,
                TokenUsage.of(4, 1),
                usd(side.paid()),
                false,
                null,
                task,
                usd(side.expected()));
    }

    private static FinalResponse response(String id, Side side) {
        Completion said = new Completion(
                List.of(new Completion.Choice(0, ChatMessage.of(Role.ASSISTANT, "!"), FinishReason.STOP, null, "{}")),
                null,
                "{}");
        return new FinalResponse(
                new RequestId(id),
                AT,
                "acme",
                new FinalResponse.Answer(
                        side.target(),
                        "default",
                        new CompletionContent.Clear(said),
                        FinishReason.STOP,
                        TokenUsage.of(4, 1),
                        100,
                        50L,
                        id + "-1",
                        0),
                1,
                usd(side.paid()),
                null);
    }
}
