package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.Dispatch;
import java.util.function.Consumer;

/** How a dialect writes a prompt. Stateless, thread-safe. */
@FunctionalInterface
public interface RequestWriter {

    /** The body to post. */
    JsonNode write(Dispatch dispatch) throws PromptRejectedException;

    /** @param dropped hears the name of each parameter that was given and is left out, as often as that is */
    default JsonNode write(Dispatch dispatch, Consumer<String> dropped) throws PromptRejectedException {
        return write(dispatch);
    }
}
