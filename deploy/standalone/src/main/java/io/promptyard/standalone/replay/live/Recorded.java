package io.promptyard.standalone.replay.live;

import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FinalResponse;
import org.jspecify.annotations.Nullable;

/** What the log says of a prompt beside the prompt itself, by its id. */
interface Recorded {
    /** The first; null where the log has none. */
    @Nullable
    RoutingDecision decision(String id);

    /** Its end; null where the log has none. */
    @Nullable
    FinalResponse response(String id);

    /** What feedback says that its answer should be; null when nobody said. */
    @Nullable
    String expected(String id);
}
