package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.standalone.cli.CliRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is applied to a running system by command, while prompts flow. */
class LiveConfigIT {
    private static final String FILE = TestYard.file();
    private static final String OTHER = FILE.replace(
                    "match: {}, strategy: cheapest-capable", "match: {}, strategy: { priority: [mistral/brand-new] }")
            .replace(
                    "models:\n",
                    "models:\n  mistral/brand-new: { like: openai/gpt-4o, price: { input: 1, output: 1 } }\n");

    @TempDir
    private Path directory;

    @Test
    void shouldSwitchUnderLoadKeepItWhenABadFileComesAndAfterARestart() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("other.yaml"), OTHER);
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), OTHER.replace("priority: [mistral/brand-new]", "priority: [nobody/x]"));
        Path elsewhere = Files.writeString(
                directory.resolve("elsewhere.yaml"), OTHER.replace("max-attempts: 3", "max-attempts: 2"));
        String version;
        try (TestYard yard = TestYard.start(directory.resolve("data"))) {
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch flowing = new CountDownLatch(3);
            CompletableFuture<List<String>> flow = CompletableFuture.supplyAsync(() -> flow(yard, flowing, enough));
            flowing.await();
            // When
            CliRun applied = config(yard, "apply", file.toString());
            ask(yard, "after");
            enough.set(true);
            // Then
            assertThat(applied.code()).as(applied.err()).isZero();
            assertThat(applied.out())
                    .contains("test/gateway+learner+router+worker")
                    .contains("follows");
            version = decided(yard, "after").configVersion();
            assertThat(version).isNotEqualTo(yard.config.version());
            assertThat(applied.out()).contains("published: " + version);
            assertThat(decided(yard, "after").target()).hasToString("mistral/brand-new");
            assertThat(get(yard, "/models")).contains("mistral/brand-new");
            assertThat(kinds(yard, flow.get()))
                    .hasSizeGreaterThan(1)
                    .allMatch(kind -> kind.equals(version + " mistral/brand-new")
                            || kind.startsWith(yard.config.version()) && !kind.endsWith("brand-new"));
            // When
            CliRun refused = config(yard, "apply", bad.toString());
            CliRun needsRestart = config(yard, "apply", elsewhere.toString());
            CliRun dry = config(yard, "apply", bad.resolveSibling("other.yaml").toString(), "--dry-run", "--json");
            // Then
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("routes[1].strategy.priority[0]: unknown provider, known are ")
                    .contains("(got nobody/x)");
            assertThat(needsRestart.code()).isEqualTo(1);
            assertThat(needsRestart.err()).startsWith("retries: only a restart");
            assertThat(dry.code()).as(dry.err()).isZero();
            assertThat(dry.out())
                    .contains("\"version\":\"" + version + "\"")
                    .contains("\"to\":\"mistral/brand-new\"")
                    .contains("\"fromRoute\":\"rest\"");
            ask(yard, "unmoved");
            assertThat(decided(yard, "unmoved").configVersion()).isEqualTo(version);
        }
        // When
        try (TestYard yard = TestYard.start(directory.resolve("data"))) {
            ask(yard, "restarted");
            // Then
            assertThat(decided(yard, "restarted").configVersion()).isEqualTo(version);
            assertThat(config(yard, "show").out()).contains("priority").contains(version);
            // When
            CliRun withdrawn = config(yard, "withdraw", "--json");
            ask(yard, "back");
            // Then
            assertThat(withdrawn.code()).as(withdrawn.err()).isZero();
            assertThat(withdrawn.out()).contains("\"published\":null").contains("\"from\":\"file\"");
            assertThat(decided(yard, "back").configVersion()).isEqualTo(yard.config.version());
        }
    }

    private static CliRun config(TestYard yard, String... words) {
        List<String> all = new ArrayList<>(List.of("config"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }

    /** Asks one question after another, each when the last is answered, and returns their ids. */
    private static List<String> flow(TestYard yard, CountDownLatch flowing, AtomicBoolean enough) {
        List<String> ids = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Name a river\"}]}"))
                    .build();
            while (!enough.get()) {
                HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                ids.add(answer.headers().firstValue("x-request-id").orElseThrow());
                flowing.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    /** Version and target of first decisions, each pair once. */
    private static TreeSet<String> kinds(TestYard yard, List<String> ids) {
        TreeSet<String> kinds = new TreeSet<>();
        try (TopicTail<RoutingDecision> tail = yard.tail(yard.topics.decisions())) {
            tail.await(record -> ids.contains(record.key()) && record.value().attempt() == 1, ids.size()).stream()
                    .map(ConsumerRecord::value)
                    .forEach(each -> kinds.add(each.configVersion() + " " + each.target()));
        }
        return kinds;
    }

    private static void ask(TestYard yard, String id) throws Exception {
        try (var producer = producer(yard)) {
            producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, prompt(id)))
                    .get();
        }
    }

    private static RoutingDecision decided(TestYard yard, String id) {
        try (TopicTail<RoutingDecision> tail = yard.tail(yard.topics.decisions())) {
            return tail.await(id, 1).getFirst().value();
        }
    }

    private static KafkaProducer<String, PromptRequest> producer(TestYard yard) {
        return new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer());
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers of Europe"));
    }

    private static String get(TestYard yard, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
