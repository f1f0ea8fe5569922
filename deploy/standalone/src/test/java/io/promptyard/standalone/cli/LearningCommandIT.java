package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.feedback.ModelPublisher;
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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands of {@code learning} on a live broker with two learnt models. */
class LearningCommandIT {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Map<String, Double> FIGURES =
            Map.of("brier.before", 0.2, "asked.from", 1_000.0, "asked.to", 2_000.0);

    private static Vertx vertx;
    private static EmbeddedPlatform platform;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        platform = EmbeddedPlatform.start(vertx, new PlatformSettings("127.0.0.1", 0, 0), DataDirectory.temporary());
        TopicNames names = TopicNames.standard();
        try (TopicAdmin admin = new TopicAdmin(platform.bootstrapServers(), Map.of(), Duration.ofSeconds(60))) {
            admin.createMissing(new TopicCatalogue(names, 1)
                    .topics(List.of()).stream().map(WantedTopic::of).toList());
        }
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(platform.registryUrl()));
                ModelPublisher publisher = publisher(serdes)) {
            publisher.version(model("log-1", LearnedModel.BUILT_IN, AT));
            publisher.version(model("log-2", "log-1", AT.plusSeconds(60)));
            publisher.active(LearnedModel.active("log-2", "log-1", AT.plusSeconds(60)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void shouldGoBackAndOnWhenAskedTo() {
        // When
        String status = run(0, "status");
        String versions = run(0, "versions");
        String back = run(0, "rollback", "--json");
        String backAgain = run(0, "rollback");
        String nowhere = run(1, "rollback");
        String unknown = run(1, "activate", "log-9");
        String chosen = run(0, "activate", "log-1");
        String resumed = run(0, "resume", "--json");
        // Then
        assertThat(status)
                .contains("in use: log-2\n")
                .contains("from 7 labels, after log-1")
                .contains("prompts asked from 1970-01-01T00:00:01Z to 1970-01-01T00:00:02Z");
        assertThat(versions.lines().skip(2))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("log-2")
                .endsWith("in use");
        assertThat(back).startsWith("{\"version\":\"log-1\",\"pinned\":true,").doesNotContain("weights");
        assertThat(backAgain).contains("in use: built-in, pinned");
        assertThat(nowhere).contains("nothing to go back to");
        assertThat(unknown).contains("no version log-9; there are log-2, log-1 and built-in");
        assertThat(chosen).contains("in use: log-1, pinned");
        assertThat(resumed)
                .startsWith("{\"version\":\"log-1\",\"pinned\":false,")
                .doesNotContain("\"labelsSince\":null,\"model\"");
    }

    @Test
    void shouldKeepAModelWhenItIsAsLargeAsOneMayBe() {
        // Given
        byte[] weights = new byte[15 * 1024 * 1024];
        new java.util.Random(1).nextBytes(weights);
        LearnedModel large = new LearnedModel(
                "log-large", "log-1", AT, 7, Map.of(), "f", "s", ByteBuffer.wrap(weights), false, null);
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(platform.registryUrl()));
                ModelPublisher publisher = publisher(serdes)) {
            // When
            publisher.version(large);
            String there = run(0, "versions", "--json");
            publisher.remove("log-large");
            // Then
            assertThat(there).contains("\"version\":\"log-large\"").doesNotContain("weights");
            assertThat(run(0, "versions")).doesNotContain("log-large");
        }
    }

    private static ModelPublisher publisher(SerdeFactory serdes) {
        return ModelPublisher.connect(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                RouterTopics.of(TopicNames.standard(), serdes).models());
    }

    private static String run(int code, String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> all = new java.util.ArrayList<>(List.of("learning"));
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap", platform.bootstrapServers(), "--registry", platform.registryUrl()));
        assertThat(line.execute(all.toArray(String[]::new)))
                .as(String.join(" ", words) + ": " + out)
                .isEqualTo(code);
        return out.toString();
    }

    private static LearnedModel model(String version, String base, Instant at) {
        return new LearnedModel(version, base, at, 7, FIGURES, "f", "s", ByteBuffer.wrap(new byte[3]), false, null);
    }
}
