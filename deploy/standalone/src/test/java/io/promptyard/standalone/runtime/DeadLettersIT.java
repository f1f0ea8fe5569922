package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.LetterBox;
import io.promptyard.standalone.letters.LetterFilter;
import io.promptyard.standalone.letters.Pace;
import io.promptyard.standalone.letters.RedriveOptions;
import io.promptyard.standalone.letters.RedriveTally;
import io.promptyard.standalone.letters.RedriveTarget;
import io.promptyard.standalone.letters.Redriver;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over dead letters, on a running system. */
class DeadLettersIT {
    private static final String SECRET = "rivers of Europe";
    private static final int MANY = 500;

    private static TestYard yard;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldListShowAndExportWhatWasRefusedAndKeepItsContentUnlessAsked() throws Exception {
        // Given
        refuse("listed-1", "listed-2");
        Path file = directory.resolve("letters.jsonl");
        // When
        CliRun list = run("list", "--kind", "PROVIDER_ERROR", "--model", "gpt-4o--fail500", "--tenant", "listed");
        CliRun none = run("list", "--until", "1h", "--tenant", "listed");
        CliRun json = run("list", "--tenant", "listed", "--limit", "1", "--oldest-first", "--json");
        CliRun show = run("show", "listed-2");
        CliRun whole = run("show", "listed-2", "--with-content");
        CliRun export = run("export", "--tenant", "listed", "--out", file.toString());
        CliRun again = run("export", "--tenant", "listed", "--out", file.toString());
        CliRun missing = run("show", "nobody");
        // Then
        assertThat(list.code()).isZero();
        assertThat(list.out()).contains("listed-1", "listed-2", "PROVIDER_ERROR", "openai/gpt-4o--fail500", "verdict");
        assertThat(list.err()).isEqualTo("2 of 2 dead letters%n".formatted());
        assertThat(none.out()).isEmpty();
        assertThat(node(json)).hasSize(1).first().satisfies(letter -> {
            assertThat(letter.at("/id").textValue()).isEqualTo("listed-1");
            assertThat(letter.at("/attempts")).hasSize(3);
        });
        assertThat(show.out()).contains("listed-2", "__streams.errors.offset", "\"attempt\" : 3");
        assertThat(Stream.of(list, json, show)).noneMatch(run -> run.out().contains(SECRET));
        assertThat(whole.out()).contains(SECRET);
        assertThat(export.code()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.contains(SECRET));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(again).isEqualTo(new CliRun(1, "", "promptyard: " + file + ": is there already%n".formatted()));
        assertThat(missing.code()).isEqualTo(1);
    }

    @Test
    void shouldAnswerOnceWhenALetterIsRedrivenTwice() throws Exception {
        // Given
        refuse("twice");
        // When
        CliRun first = run("redrive", "twice", "--to-model", "openai/gpt-4o", "--json");
        String id = node(first).at("/0/id").textValue();
        FinalResponse answer = response(id);
        CliRun second = run("redrive", "twice", "--to-model", "openai/gpt-4o");
        // Then
        assertThat(first.code()).isZero();
        assertThat(id).startsWith("twice~");
        assertThat(answer.result()).isInstanceOf(Answer.class);
        assertThat(answer.redriveOf()).isEqualTo(new RequestId("twice"));
        assertThat(second.code()).isZero();
        assertThat(second.err()).isEqualTo("1 already%n".formatted());
        assertThat(responses(id)).hasSize(1);
        assertThat(responses("twice")).hasSize(1).allMatch(response -> response.result() instanceof Refusal);
        assertThat(yard.simulator().books().callsOf(id)).hasSize(1);
    }

    @Test
    void shouldTakeAnotherRouteWhenAskedAndSayWhatItWouldDoBefore() throws Exception {
        // Given: on its own route both targets fail
        yard.simulator().script(FaultScript.of(FaultRule.of("fail500").forProvider("openai")));
        send(prompt("shaky").withModel(PromptRequest.AUTO), "shaky");
        assertThat(response("shaky").result()).isInstanceOf(Refusal.class);
        yard.simulator().script(FaultScript.NONE);
        letter("shaky");
        // When
        CliRun rehearsal = run("redrive", "--route", "shaky", "--to-route", "rest", "--dry-run");
        CliRun unsure = run("redrive", "--route", "shaky", "--to-route", "rest");
        CliRun sent = run("redrive", "--route", "shaky", "--to-route", "rest", "--yes", "--json");
        // Then
        assertThat(rehearsal.err()).isEqualTo("1 would send%n".formatted());
        assertThat(unsure.code()).isEqualTo(2);
        assertThat(unsure.err()).contains("--yes");
        FinalResponse answer = response(node(sent).at("/0/id").textValue());
        assertThat(((Answer) answer.result()).route()).isEqualTo("rest");
    }

    @Test
    void shouldKeepThePaceAndAnswerEachOnceWhenThereAreManyLetters() throws Exception {
        // Given
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Topic<String, DeadLetter> topic = yard.topics.deadLetters();
        try (KafkaProducer<String, DeadLetter> producer = producer(topic)) {
            for (int i = 0; i < MANY; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic.name(), "many-" + i, letterOf("many-" + i))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
        long[] nanos = {0};
        Pace pace = Pace.of(50, Duration.ofSeconds(1), () -> nanos[0], wait -> nanos[0] += wait);
        // When
        RedriveTally first = redriveMany(pace);
        Duration took = Duration.ofNanos(nanos[0]);
        RedriveTally second = redriveMany(pace);
        // Then
        assertThat(first).hasToString(MANY + " sent");
        assertThat(took).isEqualTo(Duration.ofMillis((MANY - 1) * 20L));
        assertThat(second).hasToString(MANY + " already");
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            List<ConsumerRecord<String, FinalResponse>> answers = tail.await(DeadLettersIT::ofMany, MANY);
            assertThat(answers)
                    .extracting(record -> record.value().redriveOf())
                    .hasSize(MANY)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldSayInOneLineWhatStandsInTheWay() {
        // When
        CliRun noBroker = CliRun.of("dead-letters", "list", "--bootstrap", "127.0.0.1:1");
        CliRun noRegistry = CliRun.of(
                "dead-letters",
                "list",
                "--bootstrap",
                yard.promptyard.bootstrapServers(),
                "--registry",
                "http://127.0.0.1:1");
        CliRun noTopic = run("list", "--prefix", "elsewhere.");
        // Then
        assertThat(Stream.of(noBroker, noRegistry, noTopic)).allSatisfy(run -> {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).hasLineCount(1);
        });
        assertThat(noBroker.err()).contains("no Kafka broker answers at 127.0.0.1:1", "--bootstrap");
        assertThat(noRegistry.err()).contains("no schema registry answers at http://127.0.0.1:1");
        assertThat(noTopic.err()).contains("elsewhere.dead-letters");
    }

    private static RedriveTally redriveMany(Pace pace) throws Exception {
        RedriveTally tally = new RedriveTally();
        var address = new ClusterAddress(yard.promptyard.bootstrapServers(), yard.promptyard.registryUrl(), Map.of());
        try (LetterBox box = LetterBox.open(address, TopicNames.standard());
                Redriver redriver = Redriver.open(
                        box, new RedriveOptions(RedriveTarget.ORIGINAL, false, false, pace), Clock.systemUTC())) {
            LetterFilter filter = new LetterFilter(
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    null,
                    null,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of("many"),
                    Set.of());
            box.forEach(filter, found -> tally.add(redriver.redrive(found)));
        }
        return tally;
    }

    private static boolean ofMany(ConsumerRecord<String, FinalResponse> record) {
        RequestId first = record.value().redriveOf();
        return first != null && first.value().startsWith("many-");
    }

    private static DeadLetter letterOf(String id) {
        return new DeadLetter(
                new RequestId(id),
                Instant.now(),
                FailureKind.TIMEOUT,
                "verdict",
                "",
                "many",
                null,
                null,
                null,
                null,
                null,
                "test",
                "",
                prompt(id).withModel(PromptRequest.AUTO),
                List.of());
    }

    private static void refuse(String... ids) throws Exception {
        for (String id : ids) {
            send(prompt(id), id.replaceAll("-.*", ""));
        }
        for (String id : ids) {
            assertThat(response(id).result()).isInstanceOf(Refusal.class);
            letter(id);
        }
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name three " + SECRET))
                .withModel("openai/gpt-4o--fail500");
    }

    /** With its name as endpoint and tenant. */
    private static void send(PromptRequest prompt, String name) throws Exception {
        PromptRequest named = new PromptRequest(
                prompt.id(),
                prompt.createdAt(),
                null,
                name,
                name,
                Map.of(),
                prompt.model(),
                prompt.constraints(),
                prompt.body(),
                false,
                null,
                null,
                null);
        Topic<String, PromptRequest> topic = yard.topics.prompts();
        try (KafkaProducer<String, PromptRequest> producer = producer(topic)) {
            producer.send(new ProducerRecord<>(topic.name(), prompt.id().value(), named))
                    .get();
        }
    }

    private static <V> KafkaProducer<String, V> producer(Topic<String, V> topic) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer());
    }

    private static FinalResponse response(String id) {
        return responses(id).getFirst();
    }

    private static List<FinalResponse> responses(String id) {
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            return tail.await(id, 1).stream().map(ConsumerRecord::value).toList();
        }
    }

    private static void letter(String id) {
        try (TopicTail<DeadLetter> tail = yard.tail(yard.topics.deadLetters())) {
            tail.await(id, 1);
        }
    }

    private static CliRun run(String... words) {
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }

    private static JsonNode node(CliRun run) throws Exception {
        return new JsonMapper().readTree(run.out());
    }
}
