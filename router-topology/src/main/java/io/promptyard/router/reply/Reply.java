package io.promptyard.router.reply;

import io.promptyard.model.outcome.FinalResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A terminal response with the partition its reader reads, null for any. */
public record Reply(@Nullable Integer partition, FinalResponse response) {
    public Reply {
        Objects.requireNonNull(response, "response");
    }
}
