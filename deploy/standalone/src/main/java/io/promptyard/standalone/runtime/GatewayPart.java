package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.gateway.Gateway;
import io.promptyard.gateway.GatewayConfig;
import io.promptyard.gateway.GatewayDependencies;
import io.promptyard.gateway.GatewayLane;
import io.promptyard.gateway.TimeOrderedIds;
import io.promptyard.gateway.correlation.GatewayTopics;
import io.promptyard.gateway.openai.ModelCard;
import io.promptyard.gateway.openai.ReplyTimes;
import io.promptyard.router.Names;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.published.LiveConfig;
import io.promptyard.topic.RouterTopics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The gateway as a launch wants it. */
final class GatewayPart {
    private static final Duration LAST_BYTES = Duration.ofSeconds(2);

    private GatewayPart() {}

    static Future<Gateway> start(
            Vertx vertx,
            Launch launch,
            String bootstrapServers,
            LiveConfig live,
            List<LaneTopics> lanes,
            Clock clock,
            MeterRegistry meters) {
        Map<String, Object> kafka = new HashMap<>(launch.traffic().kafkaProperties());
        kafka.put("bootstrap.servers", bootstrapServers);
        Ports ports = launch.ports();
        GatewayConfig gatewayConfig = GatewayConfig.on(ports.host(), ports.gateway(), kafka)
                .withApiKeys(launch.admission().apiKeys())
                .withLimits(launch.admission().maxBodyBytes(), GatewayConfig.DEFAULT_MAX_IN_FLIGHT)
                .withTimes(times(live.get()))
                .withDrain(LAST_BYTES);
        SecureRandom random = new SecureRandom();
        GatewayDependencies dependencies = new GatewayDependencies(
                lanes(lanes, launch.share().instance()),
                live.each(GatewayPart::models),
                new TimeOrderedIds(clock, random::nextLong),
                clock,
                meters);
        return Gateway.start(vertx, gatewayConfig, dependencies);
    }

    /** The transactional id is the same after a restart, so that the new gateway ends what the old one left open. */
    private static SortedMap<String, GatewayLane> lanes(List<LaneTopics> lanes, String instance) {
        SortedMap<String, GatewayLane> served = new TreeMap<>();
        for (LaneTopics each : lanes) {
            RouterTopics topics = each.bound();
            served.put(
                    each.lane().name(),
                    new GatewayLane(
                            new GatewayTopics(
                                    topics.prompts(),
                                    topics.responses(),
                                    topics.responseChunks(),
                                    topics.cancellations(),
                                    topics.feedback()),
                            each.lane().exactlyOnce() ? Names.client(topics.names(), "gateway", instance) : null));
        }
        return served;
    }

    /** The caller waits as long as the router tries, and a little longer. */
    private static ReplyTimes times(RouterConfig config) {
        ReplyTimes standard = ReplyTimes.standard();
        return new ReplyTimes(
                config.retries().deadline(), standard.grace(), standard.chunkGrace(), standard.keepAlive());
    }

    private static List<ModelCard> models(RouterConfig config) {
        long created = Instant.EPOCH.getEpochSecond();
        return config.catalogue().all().stream()
                .filter(ModelSpec::chats)
                .map(ModelSpec::target)
                .filter(target -> config.providers().containsKey(target.provider()))
                .map(target -> new ModelCard(
                        target.toString(), created, target.provider().value()))
                .toList();
    }
}
