package io.promptyard.standalone.demo;

import java.time.Duration;

/** How far a run is. */
public record Progress(Duration elapsed, int planned, int sent, int answered, int refused, int retries, int fallbacks) {

    /** Sent and not ended. */
    public int open() {
        return sent - answered - refused;
    }
}
