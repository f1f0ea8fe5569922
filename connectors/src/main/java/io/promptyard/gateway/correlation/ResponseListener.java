package io.promptyard.gateway.correlation;

import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;

/** Takes what comes back. Called on any thread; must be quick and must not throw. */
public interface ResponseListener {

    /** Whether a record of this id is worth reading at all; a foreign one is counted. */
    boolean wantsResponse(String id);

    /** The same for a chunk. */
    boolean wantsChunk(String id);

    void onResponse(FinalResponse response);

    void onChunk(ResponseChunk chunk);

    /** The final response to this id is there and cannot be read. */
    void onUnreadable(String id);
}
