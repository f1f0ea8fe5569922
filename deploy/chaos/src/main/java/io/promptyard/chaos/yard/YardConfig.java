package io.promptyard.chaos.yard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The product's configuration: two providers that stand in for each other, short timeouts, short sessions. */
final class YardConfig {
    /** Where each provider may be sent to, in the words of prompts. */
    private static final String CONFIG = """
            providers:
              eu: { dialect: openai, base-url: "%s", api-key: simulated, regions: [eu], zero-retention: true,
                    max-concurrency: 64, timeouts: %s }
              us: { dialect: anthropic, base-url: "%s", api-key: simulated, regions: [us],
                    max-concurrency: 64, timeouts: %s }
            models:
              eu/sim: { context-window: 100000, quality: 0.9, price: { input: 1.00, output: 2.00 } }
              us/sim: { context-window: 100000, quality: 0.9, price: { input: 1.00, output: 2.00 } }
            routes:
              - { name: half, strategy: { weighted: { eu/sim: 50, us/sim: 50 } } }
            retries: { max-attempts: 8, backoff: { initial: 100ms, max: 2s, jitter: full }, deadline: 5m }
            lanes: { default: { delivery: %s } }
            kafka:
              properties:
            %s
            """;

    private static final String TIMEOUTS = "{ connect: 2s, first-token: 5s, idle: 4s, total: 10s }";

    private YardConfig() {}

    static Path write(YardSettings settings, Providers providers) {
        Map<String, String> kafka = new TreeMap<>(settings.kafkaProperties());
        // A member that says nothing is given up after 10 s, so that a frozen process means a rebalance.
        kafka.put("main.consumer.session.timeout.ms", "10000");
        kafka.put("main.consumer.heartbeat.interval.ms", "2000");
        kafka.put("request.timeout.ms", "10000");
        String properties = kafka.entrySet().stream()
                .map(entry -> "    %s: \"%s\"".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        String delivery = settings.exactlyOnce() ? "exactly-once" : "at-least-once";
        try {
            return Files.writeString(
                    settings.home().resolve("config.yaml"),
                    CONFIG.formatted(
                            providers.baseUrl(Providers.EU),
                            TIMEOUTS,
                            providers.baseUrl(Providers.US),
                            TIMEOUTS,
                            delivery,
                            properties));
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration for the yard", e);
        }
    }
}
