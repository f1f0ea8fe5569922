package io.promptyard.standalone.runtime;

import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.metrics.ConfigMetrics;
import io.promptyard.router.published.ConfigFollower;
import io.promptyard.router.published.ConfigSource;
import io.promptyard.router.published.InstanceVoice;
import io.promptyard.router.published.LiveConfig;
import io.promptyard.router.published.PublishedTopic;
import io.promptyard.router.published.RecordPublisher;
import io.promptyard.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration in force in this process: what is published, else what it was started with. */
final class LiveConfigPart {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConfigPart.class);
    private static final int LARGEST = 1024 * 1024;
    private static final Duration BLOCK = Duration.ofSeconds(2);

    private LiveConfigPart() {}

    /**
     * @param own what the process was started with
     * @param lane any: all have the same topic
     */
    static LiveConfig start(
            RouterConfig own, Launch launch, LaneTopics lane, String bootstrapServers, Parts parts, Meters meters) {
        LiveConfig live = new LiveConfig(own);
        ConfigSource source = launch.published();
        if (source == null || launch.share().roles().isEmpty()) {
            return live;
        }
        Map<String, Object> client = new HashMap<>(launch.traffic().kafkaProperties());
        client.put("bootstrap.servers", bootstrapServers);
        Topic<String, ConfigEntry> topic = lane.bound().config();
        parts.open(
                "config follower",
                ConfigFollower.start(
                        PublishedTopic.connect(named(client, "config-follower"), topic),
                        source,
                        live,
                        new ConfigMetrics(meters.registry()),
                        new InstanceVoice(
                                RecordPublisher.connect(named(client, "config-voice"), topic, LARGEST, BLOCK),
                                name(launch)),
                        Clock.systemUTC()));
        LOG.info(
                "configuration {} is in force: {}",
                live.get().version(),
                live.get().version().equals(own.version())
                        ? "this process's own file, nothing else is published"
                        : "what is published, in the place of the file's " + own.version());
        return live;
    }

    private static Map<String, Object> named(Map<String, Object> client, String role) {
        Map<String, Object> named = new HashMap<>(client);
        named.put("client.id", "promptyard-" + role);
        return named;
    }

    /** Two processes of one host may differ in their roles alone. */
    private static String name(Launch launch) {
        return launch.share().instance() + "/"
                + launch.share().roles().stream().map(Role::label).sorted().collect(Collectors.joining("+"));
    }
}
