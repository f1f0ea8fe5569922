package io.promptyard.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderId;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import io.promptyard.topic.TopicSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The topic list as data is the code's, word for word. {@code mvn -pl deploy/standalone -am test -Dtest=TopicsFileTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpromptyard.topics.renew=true} writes the file anew.
 */
class TopicsFileTest {
    private static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();
    private static final Path FILE = DEPLOY.resolve("topics/topics.yaml");
    private static final Path SCRIPT = DEPLOY.resolve("scripts/create-topics.sh");
    private static final String PREFIX = "promptyard.";
    private static final int PARTITIONS = 4;
    private static final String PLACEHOLDER = "provider";

    private static final String HEAD = """
            # The public topics as data, for people who create them by their own means; create-topics.sh applies it.
            # Written from io.promptyard.topic.TopicCatalogue by TopicsFileTest, whose javadoc says how to renew it.
            #
            # A name that ends in {provider} stands for one topic of each configured provider. Partitions are a starting
            # point, but dispatch.<provider> and outcomes.<provider> need as many as each other (a worker reads both as one
            # task; checked at start), and responses as many as response-chunks (a reply partition is one of both).
            # The replication factor is the cluster's own. Topics inside Kafka Streams applications are their own business.
            topics:
            """;

    @Test
    void shouldHoldTheCataloguesTopicsWhenReadAsData() throws IOException {
        // Given
        String expected = HEAD
                + catalogue(List.of(new ProviderId(PLACEHOLDER))).stream()
                        .map(TopicsFileTest::entry)
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("promptyard.topics.renew")) {
            Files.writeString(FILE, expected);
        }

        // When
        String held = Files.readString(FILE);

        // Then
        assertThat(held).isEqualTo(expected);
    }

    @Test
    void shouldCreateTheCataloguesTopicsWhenTheScriptRuns() throws Exception {
        // Given
        List<String> expected = catalogue(List.of(new ProviderId("openai"), new ProviderId("local"))).stream()
                .map(TopicsFileTest::creation)
                .toList();
        Process script = new ProcessBuilder(
                        SCRIPT.toString(), "--bootstrap", "broker:9092", "--providers", "openai,local", "--print")
                .redirectErrorStream(true)
                .start();

        // When
        String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(script.waitFor()).as(printed).isZero();
        assertThat(printed.lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldRefuseInOneLineWhenTheScriptLacksTheBootstrapServers() throws Exception {
        // Given
        Process script = new ProcessBuilder(SCRIPT.toString(), "--print")
                .redirectErrorStream(true)
                .start();

        // When
        String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(script.waitFor()).isEqualTo(2);
        assertThat(printed).containsOnlyOnce("\n").contains("--bootstrap");
    }

    private static List<TopicSpec> catalogue(List<ProviderId> providers) {
        return new TopicCatalogue(new TopicNames(PREFIX), PARTITIONS).topics(providers);
    }

    private static String entry(TopicSpec topic) {
        String name = topic.name().endsWith("." + PLACEHOLDER)
                ? topic.name().substring(0, topic.name().length() - PLACEHOLDER.length()) + "{provider}"
                : topic.name();
        String configs = topic.configs().entrySet().stream()
                .map(config -> "      %s: %s%n".formatted(config.getKey(), config.getValue()))
                .collect(Collectors.joining());
        return "  - name: %s%n    value: %s%n    partitions: %d%n    config:%n%s"
                .formatted(name, topic.record(), topic.partitions(), configs);
    }

    private static String creation(TopicSpec topic) {
        return "kafka-topics.sh --bootstrap-server broker:9092 --create --if-not-exists --topic %s --partitions %d%s"
                .formatted(
                        topic.name(),
                        topic.partitions(),
                        topic.configs().entrySet().stream()
                                .map(config -> " --config " + config.getKey() + "=" + config.getValue())
                                .collect(Collectors.joining()));
    }
}
