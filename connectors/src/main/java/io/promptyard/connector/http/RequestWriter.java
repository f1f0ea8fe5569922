package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.Dispatch;

/** How a dialect writes a prompt. Stateless, thread-safe. */
@FunctionalInterface
public interface RequestWriter {

    /** The body to post. */
    JsonNode write(Dispatch dispatch) throws PromptRejectedException;
}
