package io.promptyard.gateway;

import io.promptyard.gateway.admission.ApiKey;
import io.promptyard.gateway.openai.ReplyTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the gateway serves. {@code port} 0 takes any free one; {@code instances} event loops share it. {@code kafka} are
 * client properties, {@code bootstrap.servers} among them, for its producer and consumers alike. {@code replyPartitions}
 * empty means every partition of {@code responses}. No {@code apiKeys} lets everybody in. {@code drain} is how long
 * {@link Gateway#close} lets open requests end.
 */
public record GatewayConfig(
        String host,
        int port,
        int instances,
        int maxBodyBytes,
        int maxInFlight,
        ReplyTimes times,
        Duration drain,
        Set<ApiKey> apiKeys,
        Map<String, Object> kafka,
        List<Integer> replyPartitions,
        ClientPatience patience) {
    public static final int DEFAULT_MAX_BODY_BYTES = 32 * 1024 * 1024;
    public static final int DEFAULT_MAX_IN_FLIGHT = 20_000;

    public GatewayConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(patience, "patience");
        apiKeys = Set.copyOf(apiKeys);
        kafka = Map.copyOf(kafka);
        replyPartitions = List.copyOf(replyPartitions);
        require(port >= 0 && port <= 65535, "port", "must be between 0 and 65535", port);
        require(instances >= 1, "instances", "must be at least 1", instances);
        require(maxBodyBytes >= 1024, "max-body-bytes", "must be at least 1024", maxBodyBytes);
        require(maxInFlight >= 1, "max-in-flight", "must be at least 1", maxInFlight);
        require(!drain.isNegative(), "drain", "must not be negative", drain);
    }

    /** One with the usual patience. */
    public GatewayConfig(
            String host,
            int port,
            int instances,
            int maxBodyBytes,
            int maxInFlight,
            ReplyTimes times,
            Duration drain,
            Set<ApiKey> apiKeys,
            Map<String, Object> kafka,
            List<Integer> replyPartitions) {
        this(
                host,
                port,
                instances,
                maxBodyBytes,
                maxInFlight,
                times,
                drain,
                apiKeys,
                kafka,
                replyPartitions,
                ClientPatience.STANDARD);
    }

    /** Every default, on loopback. */
    public static GatewayConfig on(String host, int port, Map<String, Object> kafka) {
        return new GatewayConfig(
                host,
                port,
                2,
                DEFAULT_MAX_BODY_BYTES,
                DEFAULT_MAX_IN_FLIGHT,
                ReplyTimes.standard(),
                Duration.ofSeconds(30),
                Set.of(),
                kafka,
                List.of());
    }

    public GatewayConfig withApiKeys(Set<ApiKey> keys) {
        return with(maxBodyBytes, maxInFlight, times, drain, keys, patience);
    }

    public GatewayConfig withTimes(ReplyTimes other) {
        return with(maxBodyBytes, maxInFlight, other, drain, apiKeys, patience);
    }

    public GatewayConfig withLimits(int bodyBytes, int inFlight) {
        return with(bodyBytes, inFlight, times, drain, apiKeys, patience);
    }

    public GatewayConfig withDrain(Duration other) {
        return with(maxBodyBytes, maxInFlight, times, other, apiKeys, patience);
    }

    public GatewayConfig withPatience(ClientPatience other) {
        return with(maxBodyBytes, maxInFlight, times, drain, apiKeys, other);
    }

    private GatewayConfig with(
            int bodyBytes, int inFlight, ReplyTimes reply, Duration end, Set<ApiKey> keys, ClientPatience clients) {
        return new GatewayConfig(
                host, port, instances, bodyBytes, inFlight, reply, end, keys, kafka, replyPartitions, clients);
    }

    private static void require(boolean holds, String name, String rule, Object got) {
        if (!holds) {
            throw new IllegalArgumentException("gateway." + name + ": " + rule + " (got " + got + ")");
        }
    }
}
