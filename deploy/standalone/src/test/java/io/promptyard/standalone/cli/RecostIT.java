package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Feedback;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.TokenUsage;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.EmbeddedPlatform;
import io.promptyard.standalone.PlatformSettings;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * {@code recost} on a live broker: three calls at the wrong price, one of long ago, and a record that nobody can read; and
 * {@code experiments verify} on what was said of them.
 */
class RecostIT {
    private static final Target MODEL = Target.of("openai", "gpt-4o");
    private static final Target OTHER = Target.of("mistral", "mistral-small-latest");
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    private static Vertx vertx;
    private static EmbeddedPlatform platform;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        platform = EmbeddedPlatform.start(vertx, new PlatformSettings("127.0.0.1", 0, 0), DataDirectory.temporary());
        TopicNames names = TopicNames.standard();
        try (TopicAdmin admin = new TopicAdmin(platform.bootstrapServers(), Map.of(), Duration.ofSeconds(60))) {
            admin.createMissing(new TopicCatalogue(names, 1)
                    .topics(List.of()).stream().map(WantedTopic::of).toList());
        }
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(platform.registryUrl()));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", platform.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var values = RouterTopics.of(names, serdes).attempts().valueSerde().serializer();
            for (ProviderAttempt attempt : List.of(
                    call("a", "support", AT),
                    call("a", "support", AT),
                    call("b", "support", AT.plusSeconds(60)),
                    call("c", "code", AT.plusSeconds(120)),
                    call("old", "code", AT.minus(Duration.ofDays(300))))) {
                byte[] key = attempt.id().value().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(names.attempts(), key, values.serialize(names.attempts(), attempt)));
            }
            var words = RouterTopics.of(names, serdes).feedback().valueSerde().serializer();
            for (Feedback said : List.of(said("r-a", 1, null), said("r-a", 0.75, OTHER), said("r-b", 0.5, OTHER))) {
                byte[] key = said.id().value().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(names.feedback(), key, words.serialize(names.feedback(), said)));
            }
            producer.send(new ProducerRecord<>(names.attempts(), new byte[] {1}, "{}".getBytes(StandardCharsets.UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void shouldTellTheCorrectedCostBesideTheRecordedOne() throws Exception {
        // When
        String table = run(
                0,
                "--from",
                "2026-11-20",
                "--by",
                "route",
                "--config",
                corrected().toString());
        String json =
                run(0, "--from", "2026-11-20", "--json", "--config", corrected().toString());

        // Then: 1,000 tokens at 3 USD a million in place of 2
        assertThat(table).contains("passed over 1 unreadable records");
        assertThat(table.lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                .contains(
                        "code 1 0.002 0 0.003 0 0.001",
                        "support 2 0.004 0 0.006 0 0.002",
                        "total 3 0.006 0 0.009 0 0.003");
        assertThat(json)
                .contains("[{\"model\":\"openai/gpt-4o\",\"calls\":3,\"recordedUsd\":\"0.006\",\"recordedUnknown\":0,"
                        + "\"costUsd\":\"0.009\",\"unknown\":0,\"differenceUsd\":\"0.003\"}]");
    }

    @Test
    void shouldCountAllThatIsKeptWhenNoTimeIsGiven() throws Exception {
        assertThat(run(0, "--json", "--by", "purpose", "--config", corrected().toString()))
                .contains("[{\"purpose\":\"answer\",\"calls\":4,");
    }

    @Test
    void shouldReadTheLaneThatIsNamed() throws Exception {
        assertThat(run(1, "--lane", "nightly", "--config", corrected().toString()))
                .contains("no topic promptyard.nightly.attempts");
        assertThat(run(2, "--lane", "No Lane")).contains("--lane: ");
    }

    @Test
    void shouldSayWhatIsWrongWhenTheTimesAreNone() {
        assertThat(run(2, "--from", "yesterday")).contains("--from: must be a duration such as 2h or 7d");
        assertThat(run(2, "--from", "1h", "--to", "2h")).contains("--from: must be before --to (got ");
        assertThat(run(2, "--by", "colour")).contains("--by").contains("colour");
    }

    @Test
    void shouldPairScoresOfTheSamePromptAndKeepWhatCameOfIt() throws Exception {
        // When: one prompt has scores of both, and that says next to nothing
        String told = run(
                "experiments verify",
                1,
                "--group",
                "pair",
                "--id",
                "eq-1",
                "--save",
                "--config",
                corrected().toString());
        // Then
        assertThat(told.lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                .anyMatch(line -> line.matches("mistral/mistral-small-latest chat 1 -0\\.250 -.* not yet"));
        assertThat(told).contains("passed over 1 unreadable records");
        assertThat(run("experiments list", 0, "--json"))
                .contains("\"id\":\"eq-1\"", "group pair: verified nobody on anything; against openai/gpt-4o");
    }

    private static Path corrected() throws IOException {
        return Files.writeString(directory.resolve("corrected.yaml"), """
                providers:
                  openai: { dialect: simulated }
                  mistral: { dialect: simulated }
                groups:
                  pair: { members: [openai/gpt-4o, mistral/mistral-small-latest] }
                models:
                  openai/gpt-4o: { price: { input: 3, output: 9 } }
                routes:
                  - { name: default, match: {}, strategy: cheapest-capable }
                """);
    }

    private static String run(int code, String... words) {
        return run("recost", code, words);
    }

    private static String run(String command, int code, String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap", platform.bootstrapServers(), "--registry", platform.registryUrl()));
        assertThat(line.execute(all.toArray(String[]::new)))
                .as(String.join(" ", words) + ": " + out)
                .isEqualTo(code);
        return out.toString();
    }

    private static Feedback said(String id, double score, @Nullable Target target) {
        return new Feedback(new RequestId(id), AT, Feedback.Source.JUDGE, score, null, null, target, Task.CHAT, "{}");
    }

    private static ProviderAttempt call(String id, String route, Instant at) {
        return new ProviderAttempt(
                id,
                new RequestId("r-" + id),
                at,
                ProviderAttempt.Phase.ENDED,
                1,
                MODEL,
                route,
                "default",
                "default",
                Map.of(),
                true,
                null,
                200,
                10L,
                null,
                TokenUsage.of(1_000, 0),
                new BigDecimal("0.002"),
                false,
                null,
                Task.CHAT,
                null);
    }
}
