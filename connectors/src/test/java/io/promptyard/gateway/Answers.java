package io.promptyard.gateway;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.Role;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records as a router would answer with, for a prompt. */
final class Answers {
    static final Target TARGET = Target.of("openai", "gpt-4o-2024-08-06");
    static final String ATTEMPT = "attempt-1";
    static final TokenUsage USAGE =
            new TokenUsage(12, 5, 17, 4, 0, 2, "{\"prompt_tokens_details\":{\"audio_tokens\":0}}");

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private Answers() {}

    static FinalResponse text(PromptRequest prompt, String text, int chunks) {
        return answer(prompt, completion(text, List.of(), FinishReason.STOP), ATTEMPT, chunks);
    }

    /** One for which these parameters were left out. */
    static FinalResponse without(PromptRequest prompt, String text, List<String> dropped) {
        FinalResponse whole = text(prompt, text, 0);
        Answer answer = (Answer) whole.result();
        Answer without = new Answer(
                answer.target(),
                answer.route(),
                answer.body(),
                answer.finishReason(),
                answer.usage(),
                answer.latencyMillis(),
                answer.firstTokenMillis(),
                answer.attemptId(),
                answer.chunks(),
                dropped);
        return new FinalResponse(prompt.id(), AT, prompt.tenant(), without, 2, whole.costUsd(), null);
    }

    /** The same piece of a call for which these parameters were left out. */
    static ResponseChunk without(ResponseChunk chunk, List<String> dropped) {
        return new ResponseChunk(
                chunk.id(),
                chunk.attempt(),
                chunk.attemptId(),
                chunk.sequence(),
                chunk.at(),
                chunk.target(),
                chunk.route(),
                chunk.body(),
                chunk.rateLimits(),
                dropped);
    }

    static FinalResponse tools(PromptRequest prompt, List<ToolCall> calls, int chunks) {
        return answer(prompt, completion(null, calls, FinishReason.TOOL_CALLS), ATTEMPT, chunks);
    }

    static FinalResponse answer(PromptRequest prompt, Completion completion, String attemptId, int chunks) {
        Answer answer = new Answer(
                TARGET,
                "default",
                new CompletionContent.Clear(completion),
                completion.choices().getFirst().finishReason(),
                USAGE,
                42,
                7L,
                attemptId,
                chunks);
        return new FinalResponse(prompt.id(), AT, prompt.tenant(), answer, 2, new BigDecimal("0.000125"), null);
    }

    static Completion completion(String text, List<ToolCall> calls, FinishReason finish) {
        ChatMessage message = new ChatMessage(
                Role.ASSISTANT, text == null ? List.of() : List.of(new TextPart(text)), calls, null, null, "{}");
        return new Completion(
                List.of(new Completion.Choice(0, message, finish, null, "{}")),
                "chatcmpl-provider",
                "{\"system_fingerprint\":\"fp_1\"}");
    }

    static FinalResponse refusal(PromptRequest prompt, FailureKind kind, String message, Long retryAfterMillis) {
        Refusal refusal =
                new Refusal(kind, message, kind.httpStatus(), TARGET, null, "default", retryAfterMillis, ATTEMPT, 0);
        return new FinalResponse(prompt.id(), AT, prompt.tenant(), refusal, 3, null, null);
    }

    /** Of a stream that broke off after so many chunks. */
    static FinalResponse brokenOff(PromptRequest prompt, int chunks) {
        Refusal refusal = new Refusal(
                FailureKind.NETWORK,
                "cut",
                FailureKind.NETWORK.httpStatus(),
                TARGET,
                null,
                "default",
                null,
                ATTEMPT,
                chunks);
        return new FinalResponse(prompt.id(), AT, prompt.tenant(), refusal, 1, null, null);
    }

    /** The pieces as chunks 0 to n-1, and a last one with the finish reason. */
    static List<ResponseChunk> chunks(PromptRequest prompt, String... pieces) {
        List<ResponseChunk> chunks = new ArrayList<>();
        for (String piece : pieces) {
            chunks.add(chunk(prompt, ATTEMPT, chunks.size(), piece, null));
        }
        chunks.add(chunk(prompt, ATTEMPT, chunks.size(), null, FinishReason.STOP));
        return chunks;
    }

    static ResponseChunk chunk(
            PromptRequest prompt, String attemptId, int sequence, String content, FinishReason finish) {
        Role role = sequence == 0 ? Role.ASSISTANT : null;
        return chunk(prompt, attemptId, sequence, new ChoiceDelta(0, role, content, List.of(), finish, "{}"));
    }

    static ResponseChunk toolChunk(PromptRequest prompt, int sequence, ToolCallDelta call) {
        return chunk(prompt, ATTEMPT, sequence, new ChoiceDelta(0, null, null, List.of(call), null, "{}"));
    }

    static ResponseChunk chunk(PromptRequest prompt, String attemptId, int sequence, ChoiceDelta delta) {
        CompletionDelta body = new CompletionDelta(List.of(delta), "{}");
        return new ResponseChunk(
                prompt.id(), 2, attemptId, sequence, AT, TARGET, "default", new ResponseChunk.Content.Clear(body));
    }

    static ResponseChunk withExtra(ResponseChunk chunk, String extra) {
        List<ChoiceDelta> choices =
                ((ResponseChunk.Content.Clear) chunk.body()).delta().choices();
        return new ResponseChunk(
                chunk.id(),
                chunk.attempt(),
                chunk.attemptId(),
                chunk.sequence(),
                chunk.at(),
                chunk.target(),
                chunk.route(),
                new ResponseChunk.Content.Clear(new CompletionDelta(choices, extra)));
    }
}
