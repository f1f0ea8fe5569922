package io.promptyard.router.reply;

import io.promptyard.router.metrics.RouterMetrics;
import org.jspecify.annotations.Nullable;

/** The partitions that replies can go to. Thread-safe. */
public record ReplyPartitions(int count, RouterMetrics metrics) {

    /** The partition that is wanted; null for none, and for one that does not exist, which is counted. */
    public @Nullable Integer existing(@Nullable Integer wanted) {
        if (wanted == null) {
            return null;
        }
        if (wanted < 0 || wanted >= count) {
            metrics.replyPartitionOutOfRange();
            return null;
        }
        return wanted;
    }
}
