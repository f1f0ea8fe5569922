package io.promptyard.standalone.runtime;

import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.live.AttemptFollower;
import io.promptyard.router.live.Backlog;
import io.promptyard.router.live.LivePolicy;
import io.promptyard.router.live.Releases;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.published.LiveConfig;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What routers decide by: a policy for each lane, and one picture of the providers for all. A provider knows of no lanes: its limits
 * hold for all together, and when it refuses one it refuses the other. Used while the process starts, by one thread.
 */
final class PolicyPart {
    private final LiveConfig live;
    private final List<LaneTopics> lanes;
    private final Parts parts;
    private final Clock clock;
    private final Backlog backlog = new Backlog();
    private final Supplier<Releases> releases;
    private @Nullable AttemptFollower follower;

    PolicyPart(LiveConfig live, List<LaneTopics> lanes, Parts parts, Clock clock) {
        this.live = live;
        this.lanes = lanes;
        this.parts = parts;
        this.clock = clock;
        this.releases = live.each(config -> new Releases(config, backlog));
    }

    /** A lane's; the first call starts to follow attempts. */
    RoutingPolicy policy(KafkaSettings kafka) {
        AttemptFollower seen = follower == null ? follow(kafka) : follower;
        follower = seen;
        return RoutingPolicy.following(live.each(config -> LivePolicy.of(config, seen, releases)));
    }

    private AttemptFollower follow(KafkaSettings kafka) {
        return parts.open(
                "attempt follower",
                AttemptFollower.start(
                        kafka.client(lanes.getFirst().bound().names(), "attempt-follower"),
                        lanes.stream().map(LaneTopics::bound).toList(),
                        live,
                        backlog,
                        clock));
    }
}
