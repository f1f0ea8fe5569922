package io.promptyard.standalone.demo;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.standalone.demo.DemoPlan.Planned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run made up for tests: what senders saw, topics say and the simulator booked. Good unless a test spoils it. */
final class Run {
    static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    static final Target SMALL = Target.of("mistral", "mistral-small-latest");
    static final Target LARGE = Target.of("openai", "gpt-5");

    final List<Delivered> delivered = new ArrayList<>();
    final Stories stories = new Stories();
    final List<Booking> bookings = new ArrayList<>();

    /** A prompt that {@code target} answered at once. */
    Run answered(String id, Target target) {
        attempt(id, 1, target, null);
        stories.add(response(id, answer(target, "text of " + id)));
        delivered.add(told(id, target, "text of " + id));
        return this;
    }

    /** A prompt that failed as {@code kind} at the only target there was. */
    Run refused(String id, Target target, FailureKind kind) {
        attempt(id, 1, target, kind);
        stories.add(id, deadLetter(id, kind));
        stories.add(response(id, refusal(id, target, kind)));
        delivered.add(new Delivered(planned(), id, true, kind.httpStatus(), target.toString(), "", 120, null, null));
        return this;
    }

    /** A call, started, booked and ended; {@code kind} null when it succeeded, then for 1000 tokens in and 100 out. */
    Run attempt(String id, int number, Target target, @Nullable FailureKind kind) {
        started(id, number, target);
        bookings.add(new Booking(id + "-" + number, id));
        stories.add(record(id, number, target, Phase.ENDED, kind));
        return this;
    }

    Run started(String id, int number, Target target) {
        stories.add(record(id, number, target, Phase.STARTED, null));
        return this;
    }

    Planned planned() {
        return new Planned(delivered.size() + 1, Way.PRODUCER, "a prompt", "auto", "");
    }

    Delivered told(String id, Target target, String text) {
        return new Delivered(planned(), id, false, 200, target.toString(), text, 120, null, null);
    }

    static ProviderAttempt record(String id, int number, Target target, Phase phase, @Nullable FailureKind kind) {
        boolean success = phase == Phase.ENDED && kind == null;
        boolean known = success || kind == FailureKind.RATE_LIMITED;
        return new ProviderAttempt(
                id + "-" + number,
                new RequestId(id),
                NOW,
                phase,
                number,
                target,
                "default",
                "default",
                "default",
                Map.of(),
                success,
                kind,
                null,
                phase == Phase.ENDED ? 100L * number : null,
                null,
                success ? TokenUsage.of(1000, 100) : null,
                known ? (success ? new BigDecimal("0.001") : BigDecimal.ZERO) : null,
                false,
                null);
    }

    static FinalResponse response(String id, FinalResponse.Result result) {
        return new FinalResponse(new RequestId(id), NOW, "default", result, 1, null, null);
    }

    static Answer answer(Target target, String text) {
        ChatMessage message = ChatMessage.of(Role.ASSISTANT, text);
        Completion completion =
                new Completion(List.of(new Completion.Choice(0, message, FinishReason.STOP, null, "{}")), null, "{}");
        return new Answer(
                target,
                "default",
                new CompletionContent.Clear(completion),
                FinishReason.STOP,
                TokenUsage.of(1000, 100),
                100,
                null,
                "attempt",
                0);
    }

    static Refusal refusal(String id, Target target, FailureKind kind) {
        return new Refusal(kind, "no", kind.httpStatus(), target, id, "default", null, "attempt", 0);
    }

    static DeadLetter deadLetter(String id, FailureKind kind) {
        return new DeadLetter(
                new RequestId(id),
                NOW,
                kind,
                "verdict",
                "no",
                "default",
                "default",
                null,
                null,
                null,
                null,
                "application",
                "0_0",
                null,
                List.of());
    }
}
