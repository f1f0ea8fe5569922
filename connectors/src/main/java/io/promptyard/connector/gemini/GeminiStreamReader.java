package io.promptyard.connector.gemini;

import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of responses, each with a piece of every candidate and counts that run. No event closes such a stream: it is
 * whole when its bytes have ended and every candidate has a reason to have ended.
 */
final class GeminiStreamReader implements StreamReader {
    private final GeminiAnswer answer = new GeminiAnswer();

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        List<ChoiceDelta> choices = answer.add(GeminiResponseMapper.response(event.json()));
        return choices.isEmpty() ? List.of() : List.of(new CompletionDelta(choices, WireJson.EMPTY));
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public Reply end() throws ReplyException {
        if (!answer.finished()) {
            throw ReplyException.malformed("the stream ended without a finish reason");
        }
        return answer.reply();
    }

    /** Counts before the end are those of a part. */
    @Override
    public @Nullable TokenUsage billed() {
        return answer.finished() ? answer.usage() : null;
    }

    @Override
    public @Nullable TokenUsage soFar() {
        return answer.finished() ? null : answer.usage();
    }
}
