package io.promptyard.gateway.correlation;

import java.util.List;

/** Which partitions of responses and response-chunks answers come back by. */
record ReplyPartitions(List<Integer> partitions) {
    ReplyPartitions {
        partitions = List.copyOf(partitions);
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("gateway.reply-partitions: must not be empty (got [])");
        }
    }

    /** The wanted ones, all when none is named. */
    static List<Integer> resolve(List<Integer> wanted, List<Integer> existing) {
        if (wanted.isEmpty()) {
            return existing;
        }
        if (!existing.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "gateway.reply-partitions: must exist in responses and response-chunks (got " + wanted + " of "
                            + existing + ")");
        }
        return List.copyOf(wanted);
    }

    /** By the id alone, so that a repeated request finds its answer where the first one's goes. */
    int of(String id) {
        return partitions.get(Math.floorMod(id.hashCode(), partitions.size()));
    }
}
