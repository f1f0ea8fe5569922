package io.promptyard.standalone.replay;

import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.replay.DecisionCheck;
import io.promptyard.router.replay.DryOptions;
import io.promptyard.router.replay.DryReplay;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Instant;

/** Dry replays of a running system's log. Writes nothing there and joins no group. */
public final class DryReplays {
    private DryReplays() {}

    /** What was found, and whether decisions of the candidate's own version came out as they were. */
    public record Result(ReplayReport report, DecisionCheck check) {}

    /**
     * Kafka's and the registry's own exceptions come through.
     *
     * @param lane whose topics are read
     * @param madeAt for the report
     * @throws java.net.ConnectException when nobody answers there
     */
    public static Result run(
            ClusterAddress cluster,
            TopicNames lane,
            RouterConfig candidate,
            Stretch stretch,
            DryOptions options,
            Instant madeAt)
            throws IOException {
        cluster.knock();
        DryReplay replay = new DryReplay(candidate, options);
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                LoggedTraffic traffic = LoggedTraffic.of(cluster, RouterTopics.of(lane, serdes))) {
            traffic.read(stretch, replay::add);
            replay.missed(traffic.withoutPrompt(), traffic.unreadable(), traffic.deleted());
        }
        boolean open = stretch.from().isBefore(Instant.EPOCH);
        return new Result(
                replay.report(
                        madeAt, open ? null : stretch.from(), stretch.offsets().isEmpty() ? stretch.to() : null),
                replay.check());
    }
}
