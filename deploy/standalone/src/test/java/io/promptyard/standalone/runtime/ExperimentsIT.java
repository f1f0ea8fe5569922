package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.standalone.experiments.SampleReports;
import io.promptyard.standalone.letters.ClusterAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments of a running system: kept, looked at, and promoted while it runs. */
class ExperimentsIT {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final String CANDIDATE = TestYard.file()
            .replace("match: {}, strategy: cheapest-capable", "match: {}, strategy: { priority: [smart] }");

    private static TestYard yard;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        yard = TestYard.start(null);
        try (ExperimentRegistry registry = registry()) {
            registry.put(record("exp-a", AT, SampleReports.dry(), CANDIDATE));
            registry.put(record(
                    "exp-b",
                    AT.plusSeconds(60),
                    SampleReports.live(),
                    CANDIDATE.replace(
                            "dead:      { dialect: openai,", "dead: { dialect: openai, api-key: sk-written-out,")));
            registry.put(new ExperimentRecord(
                    "exp-c",
                    "a proof",
                    ExperimentRecord.Kind.EQUIVALENCE,
                    ExperimentRecord.State.RUNNING,
                    AT.plusSeconds(120),
                    AT.plusSeconds(120),
                    "",
                    "",
                    "12 of 400 pairs",
                    "{\"pairs\":12}"));
        }
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldShowWhatIsKeptWhenAsked() throws IOException {
        // Given
        Path page = directory.resolve("report.html");
        Path tables = directory.resolve("tables");

        // When
        CliRun list = run("list");
        CliRun shown = run("show", "exp-a");
        CliRun files = run(
                "show", "exp-a", "--html", page.toString(), "--csv", tables.toString(), "--parquet", tables.toString());
        CliRun secret = run("show", "exp-b", "--json");
        CliRun proof = run("show", "exp-c");

        // Then
        assertThat(list.out().lines().skip(2).map(each -> each.split(" ", 2)[0]))
                .containsSubsequence("exp-c", "exp-b", "exp-a");
        assertThat(run("list", "--json").out())
                .contains("\"summary\":\"12 of 400 pairs\"")
                .doesNotContain("pairs\":12");
        assertThat(shown.out()).contains("Cheaper; worse answers").contains("1,109 of 4,800");
        assertThat(files.out()).isEmpty();
        assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("priority");
        assertThat(tables.resolve("moves.csv")).content().startsWith("from_route,from,to_route,to,count");
        assertThat(tables.resolve("moves.parquet")).isNotEmptyFile();
        assertThat(secret.out()).doesNotContain("sk-").contains("written out").contains("\"mode\":\"LIVE\"");
        assertThat(proof.out()).contains("12 of 400 pairs").contains("\"pairs\" : 12");
    }

    @Test
    void shouldCompareTwoAndSayWhenTheyCannotBe() {
        // When
        CliRun same = run("compare", "exp-a", "exp-a");
        CliRun others = run("compare", "exp-a", "exp-b");

        // Then
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out()).contains("Their quality is estimated the same.");
        assertThat(others.code()).isEqualTo(1);
        assertThat(others.out())
                .startsWith("not comparable: other kind: DRY and LIVE")
                .contains("$22.75");
        assertThat(run("compare", "exp-a", "exp-b", "--json").out()).contains("\"comparable\":false");
        assertThat(run("compare", "exp-a", "exp-c").err()).contains("experiment exp-c is no replay");
    }

    @Test
    void shouldDecideByTheCandidateFirstForAShareThenForAllWhenPromoted() throws Exception {
        // Given
        String own = Files.writeString(directory.resolve("own.yaml"), TestYard.file())
                .toString();
        assertThat(decided("before").target())
                .isNotEqualTo(yard.config.aliases().get("smart"));

        // When
        CliRun elsewhere = run("promote", "exp-a", "--canary", "50%", "--yes");
        CliRun canary = run("promote", "exp-a", "--canary", "100%", "--yes", "--config", own);

        // Then
        assertThat(elsewhere.err()).contains("--canary: nothing is published, and the instances run another file");
        assertThat(canary.code()).as(canary.err()).isZero();
        assertThat(canary.out()).contains("follows");
        RoutingDecision tried = decided("tried");
        assertThat(tried.arm()).isEqualTo("canary");
        assertThat(tried.target()).hasToString("anthropic/claude-sonnet-4-5");
        assertThat(state("exp-a")).isEqualTo(ExperimentRecord.State.PROMOTED);

        // When
        CliRun again = run("promote", "exp-a", "--canary", "10", "--yes");
        CliRun whole = run("promote", "exp-a", "--yes", "--json");

        // Then
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("routes[1].canary: is nothing that a canary can have of its own");
        assertThat(whole.code()).as(whole.err()).isZero();
        RoutingDecision promoted = decided("promoted");
        assertThat(promoted.arm()).isNull();
        assertThat(promoted.target()).hasToString("anthropic/claude-sonnet-4-5");
        assertThat(promoted.configVersion()).isEqualTo(version());
    }

    @Test
    void shouldKeepWhatAReplayFoundUnlessToldNotTo() throws Exception {
        // Given
        String candidate = Files.writeString(directory.resolve("candidate.yaml"), CANDIDATE)
                .toString();
        decided("replayed");
        Path page = directory.resolve("replay.html");

        // When
        CliRun kept = replay(candidate, "--name", "kept one", "--html", page.toString());
        CliRun gone = replay(candidate, "--name", "not kept", "--no-save");

        // Then
        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(gone.code()).as(gone.err()).isZero();
        assertThat(page).content().contains("<h1>kept one</h1>").contains("priority");
        String id = kept.err().replaceFirst("(?s).*saved: experiment (\\S+).*", "$1");
        assertThat(run("show", id).out())
                .startsWith("experiment " + id + ": kept one")
                .contains("candidate");
        assertThat(run("list").out()).contains("kept one").doesNotContain("not kept");
    }

    @Test
    void shouldChangeNothingWhenThereIsNothingToPromoteOrARestartIsNeeded() throws IOException {
        assertThat(run("promote", "exp-a").code()).isEqualTo(2);
        assertThat(run("promote", "exp-a", "--canary", "0%", "--yes").code()).isEqualTo(2);
        assertThat(run("promote", "exp-c", "--yes").err()).contains("experiment exp-c has not ended: 12 of 400 pairs");
        assertThat(run("promote", "nobody", "--yes").err()).contains("no experiment nobody");
        CliRun restart = run("promote", "exp-b", "--yes");
        assertThat(restart.code()).isEqualTo(1);
        assertThat(restart.err()).startsWith("providers: only a restart");
        assertThat(state("exp-b")).isEqualTo(ExperimentRecord.State.FINISHED);
    }

    private static ExperimentRecord record(String id, Instant at, ReplayReport report, String candidate) {
        return new ExperimentRecord(
                id,
                report.name(),
                ExperimentRecord.Kind.valueOf(report.mode().name()),
                ExperimentRecord.State.FINISHED,
                at,
                at,
                version(),
                candidate,
                "a summary",
                ReportJson.write(report));
    }

    private static String version() {
        return new ConfigLoader(Map.of(), Map.of()).read(CANDIDATE).orThrow().version();
    }

    private static ExperimentRecord.State state(String id) throws IOException {
        try (ExperimentRegistry registry = registry()) {
            return registry.get(id).orElseThrow().state();
        }
    }

    private static ExperimentRegistry registry() throws IOException {
        return ExperimentRegistry.open(
                new ClusterAddress(yard.promptyard.bootstrapServers(), yard.promptyard.registryUrl(), Map.of()),
                yard.topics.names());
    }

    private static CliRun replay(String candidate, String... words) {
        return command(List.of("replay", "--dry", "--config", candidate), words);
    }

    private static CliRun run(String... words) {
        return command(List.of("experiments"), words);
    }

    private static CliRun command(List<String> first, String... words) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }

    private static RoutingDecision decided(String id) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            PromptRequest prompt = PromptRequest.of(
                    new RequestId(id), Instant.now(), PromptBody.ofUser("Name three rivers of Europe"));
            producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, prompt))
                    .get();
        }
        try (TopicTail<RoutingDecision> tail = yard.tail(yard.topics.decisions())) {
            return tail.await(id, 1).getFirst().value();
        }
    }
}
