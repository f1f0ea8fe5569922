package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.Dispatch;

/** How a dialect writes a prompt. Stateless, thread-safe. */
@FunctionalInterface
public interface RequestWriter {

    /** The body to post. {@code unsupported} is asked about each parameter that was given and has no place there. */
    JsonNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException;

    /** The same where nobody hears of what is left out. */
    default JsonNode write(Dispatch dispatch) throws PromptRejectedException {
        return write(dispatch, Unsupported.rejected());
    }
}
