package io.promptyard.standalone.letters;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters for tests. */
final class Letters {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String SECRET = "the patient's name is Ada";

    /** What the caller of a stream that broke off had received. */
    static final String ANSWER = "Ada has a";

    private Letters() {}

    static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), NOW.minusSeconds(60), PromptBody.ofUser(SECRET))
                .withStream(true)
                .withIngress(null, 2);
    }

    /** Of a prompt whose last call failed. */
    static DeadLetter exhausted(String id) {
        return exhausted(prompt(id), NOW);
    }

    static DeadLetter exhausted(PromptRequest request, Instant at) {
        Target target = Target.of("openai", "gpt-4o");
        AttemptSummary attempt =
                new AttemptSummary(1, "a-1", target, FailureKind.TIMEOUT, "no: " + SECRET, 504, null, at, 10, null);
        return new DeadLetter(
                request.id(),
                at,
                FailureKind.TIMEOUT,
                "verdict",
                "gave up: " + SECRET,
                "acme",
                "default",
                target,
                504,
                null,
                null,
                "promptyard-worker-openai",
                "0_1",
                request,
                List.of(attempt));
    }

    /** Of a stream that broke off. */
    static DeadLetter cut(String id) {
        ChatMessage said = ChatMessage.of(Role.ASSISTANT, ANSWER);
        var choice = new Completion.Choice(0, said, FinishReason.UNKNOWN, null, "{}");
        var received =
                new PartialAnswer(new CompletionContent.Clear(new Completion(List.of(choice), null, "{}")), 4, 0);
        return exhausted(id).after(Failed.of(FailureKind.TIMEOUT, "idle", 10).withReceived(received));
    }

    /** Of a record that is no prompt. */
    static DeadLetter unreadable(@Nullable String key, byte[] value, @Nullable Long whole) {
        var source = new DeadLetter.Source(
                "promptyard.prompts",
                3,
                77,
                key == null ? null : ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.wrap(value),
                whole);
        return new DeadLetter(
                key == null ? null : new RequestId(key),
                NOW,
                FailureKind.INVALID_REQUEST,
                "read-prompts",
                "value: must be Avro",
                "default",
                null,
                null,
                null,
                source,
                "io.promptyard.serde.UnreadableRecordException",
                "promptyard-router",
                "0_3",
                null,
                List.of());
    }

    static FoundLetter at(int partition, long offset, DeadLetter letter) {
        return new FoundLetter(
                new LetterPlace(partition, offset),
                letter,
                Map.of("__streams.errors.topic", "promptyard.outcomes.openai"));
    }
}
