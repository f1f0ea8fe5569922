package io.promptyard.connector;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Dispatches for tests: everything about a prompt but its body is of no account to a connector. */
public final class Prompts {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private Prompts() {}

    public static Dispatch dispatch(Target target, PromptContent body, boolean stream) {
        RequestId id = new RequestId("request-1");
        PromptRequest request = PromptRequest.of(id, AT, body).withStream(stream);
        Classification classification =
                new Classification("test", Task.CHAT, 1, "general", "en", 10, 0.1, Map.of(), Map.of(), 1);
        ClassifiedPrompt prompt =
                new ClassifiedPrompt(request, classification, List.of(), AT.plusSeconds(60), "default");
        return new Dispatch(id, AT, prompt, target, 1, 0, "v1");
    }

    /** The same where another target may answer as well. */
    public static Dispatch withAlternative(Dispatch dispatch) {
        return new Dispatch(dispatch.id(), AT, dispatch.prompt(), dispatch.target(), 1, 1, "v1");
    }
}
