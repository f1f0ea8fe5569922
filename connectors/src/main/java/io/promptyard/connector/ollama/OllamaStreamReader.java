package io.promptyard.connector.ollama;

import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads responses until one is {@code done}; that one has the counts. An error may come on a line of its own, after a 200. */
final class OllamaStreamReader implements StreamReader {
    private final OllamaAnswer answer = new OllamaAnswer();

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        return answer.add(event.json());
    }

    @Override
    public boolean complete() {
        return answer.finished();
    }

    @Override
    public Reply end() throws ReplyException {
        return answer.reply();
    }

    @Override
    public @Nullable TokenUsage billed() {
        return answer.usage();
    }
}
