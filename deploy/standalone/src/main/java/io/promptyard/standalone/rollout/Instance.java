package io.promptyard.standalone.rollout;

import io.promptyard.model.ConfigEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an instance said last of its configuration, and where that stands in the topic.
 *
 * @param heardAt when it said so last, the same or not
 */
public record Instance(String name, ConfigEntry said, long offset, Instant heardAt) {

    /** Each says its word again every minute: one that has not for so long was killed, or cannot reach the topic. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    /** By whatever clock: so far apart no two are. */
    private static final Duration GONE = Duration.ofHours(1);

    /**
     * Those that still run, as far as can be told: who is behind the newest word of all by five minutes was killed. Not by the clock of
     * who asks, which may go wrong by as much; but when the newest word is older than an hour, it is nobody's.
     */
    static List<Instance> heard(List<Instance> all, Instant now) {
        Instant newest = all.stream()
                .map(Instance::heardAt)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return all.stream()
                .filter(each -> each.heardAt().plus(SILENT).isAfter(newest)
                        && each.heardAt().plus(GONE).isAfter(now))
                .toList();
    }

    /** Whether it uses what is published under {@code sha256}. */
    public boolean follows(String sha256) {
        return said.sha256().equals(sha256);
    }

    /** Whether it has refused what was published at an offset before its word. */
    boolean refused(long published) {
        return said.refused() != null && offset > published;
    }
}
