package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Task;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Scorer;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.standalone.learning.LearningDesk;
import io.promptyard.standalone.learning.Reclassifier;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole loop on a live broker: feedback through the gateway moves a task from a model that fails it to one that does
 * not, another task stays where it was, and a roll-back brings the first back, over each of the tiers; and a model is trained
 * from the same topics by command.
 */
class LearningIT {
    private static final String CONFIG = """
            providers:
              cheap: { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us] }
              dear:  { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us] }
            models:
              cheap/small: { price: { input: 0.1, output: 0.2 }, context-window: 32000, quality: 0.8 }
              dear/large:  { price: { input: 5, output: 15 }, context-window: 32000, quality: 0.9 }
            routes:
              - { name: rest, match: {}, strategy: cheapest-capable, min-quality: 0.6 }
            learning: { enabled: true, interval: 1s, min-labels: 10, exploration: 0 }
            """;
    private static final String CODE = "Write a Python function that returns the first ten prime numbers as a list.";
    private static final String TRANSLATE = "Translate into French: the weather is lovely today.";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path dir;

    private Promptyard yard;

    private void start(String classifier) {
        RouterConfig config = config(classifier);
        yard = Promptyard.start(new Launch(
                new Cluster.Embedded(null),
                Ports.ephemeral(),
                Launch.Share.whole(config, "test"),
                config,
                new Launch.Simulated(
                        Set.of(new ProviderId("cheap"), new ProviderId("dear")), SimulatorSettings.defaults()),
                new Launch.Admission(Set.of(), 32 * 1024 * 1024),
                new Launch.Traffic(List.of(Lane.standard()), 2, Map.of()),
                Duration.ofSeconds(5)));
    }

    private static RouterConfig config(String classifier) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(CONFIG + classifier)
                .orThrow()
                .router();
    }

    @AfterEach
    void stop() {
        yard.close();
    }

    @AfterAll
    static void closeClient() {
        HTTP.close();
    }

    static List<String> tiers() throws IOException {
        Path model = Files.write(dir.resolve("own.model"), model().write());
        return List.of("classifier: { tier: heuristic }", "classifier: { tier: learned, model: '" + model + "' }");
    }

    /** Knows prompts such as these, and expects of models in general that half of the harder ones fail. */
    private static RoutingModel model() {
        List<LabelledPrompt> rows = new ArrayList<>();
        for (int at = 0; at < 60; at++) {
            rows.add(LabelledPrompt.scored("c" + at, CODE + " Number " + at, "b", Map.of("x", 1.0, "y", 1.0)));
            rows.add(LabelledPrompt.scored("t" + at, TRANSLATE + " Number " + at, "b", Map.of("x", 1.0, "y", 1.0)));
            rows.add(LabelledPrompt.scored("p" + at, "Prove lemma " + at, "b", Map.of("x", 1.0, "y", 0.0)));
        }
        return new RidgeLearner().learn(rows);
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void shouldMoveATaskFromAModelThatFailsItAndBackAfterARollBack(String classifier) throws Exception {
        // Given
        start(classifier);
        assertThat(task(CODE)).isEqualTo(Task.CODE);
        assertThat(task(TRANSLATE)).isNotEqualTo(Task.CODE);
        assertThat(model(ask(CODE))).isEqualTo("cheap/small");

        // When
        for (int i = 0; i < 15; i++) {
            HttpResponse<String> answer = ask(CODE);
            int status = feedback(answer.headers().firstValue("x-request-id").orElseThrow(), 0);
            assertThat(status).isEqualTo(200);
        }
        Awaitility.await("code goes elsewhere")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> model(ask(CODE)).equals("dear/large"));

        // Then
        assertThat(model(ask(TRANSLATE))).isEqualTo("cheap/small");
        assertThat(yard.scrape()).contains("promptyard_learning_models_switched_total{lane=\"default\"} 1.0");
        shouldReplayWithWhatWasLearnt(classifier);
        LearningDesk.Status status;
        try (LearningDesk desk = desk()) {
            status = desk.status();
            // Then
            assertThat(status.used().orElseThrow().labels()).isGreaterThanOrEqualTo(10);
            assertThat(status.pinned()).isFalse();
            // When
            LearningDesk.Status back = desk.rollBack();
            while (!back.version().equals(LearnedModel.BUILT_IN)) {
                back = desk.rollBack();
            }
            assertThat(back.pinned()).isTrue();
        }
        Awaitility.await("code is back")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> model(ask(CODE)).equals("cheap/small"));
    }

    /** Prompts that are classified again beside the router get from what is published what the router gave them. */
    private void shouldReplayWithWhatWasLearnt(String classifier) throws Exception {
        RoutingDecision last = lastDecision(ask(CODE));
        RouterConfig config = config(classifier);
        PromptRequest again = PromptRequest.of(new RequestId("again"), Instant.EPOCH, PromptBody.ofUser(CODE));
        try (Reclassifier now = Reclassifier.open(config, address(), TopicNames.standard(), null);
                Reclassifier before =
                        Reclassifier.open(config, address(), TopicNames.standard(), LearnedModel.BUILT_IN)) {
            Classification said = now.classifier().classify(again);
            assertThat(said.classifier())
                    .isEqualTo(last.classification().classifier())
                    .startsWith("log-");
            assertThat(said.scores()).isEqualTo(last.classification().scores()).isNotEmpty();
            assertThat(said.complexity()).isEqualTo(last.classification().complexity());
            assertThat(before.classifier().classify(again).scores()).isNotEqualTo(said.scores());
            assertThat(now.learntFrom()).anyMatch(from -> from.prompts() >= 10);
            assertThat(now.passedOver()).isEmpty();
        }
        Path file = Files.writeString(dir.resolve("candidate.yaml"), CONFIG + classifier);
        ReplayReport learnt = replayed(file);
        ReplayReport shipped = replayed(file, "--learnt=" + LearnedModel.BUILT_IN);
        assertThat(ways(learnt)).containsOnly("cheap/small to dear/large");
        assertThat(learnt.notes()).anyMatch(note -> note.contains("asked within the time that the classifier was"));
        assertThat(ways(shipped)).containsOnly("dear/large to cheap/small");
    }

    private static List<String> ways(ReplayReport report) {
        return report.moves().stream()
                .filter(move -> !Objects.equals(move.from(), move.to()))
                .map(move -> move.from() + " to " + move.to())
                .toList();
    }

    private ReplayReport replayed(Path config, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("replay", "--dry", "--reclassify", "--no-save", "--json", "--config=" + config));
        words.add("--bootstrap=" + yard.bootstrapServers());
        words.add("--registry=" + yard.registryUrl());
        words.addAll(List.of(more));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return ReportJson.read(run.out());
    }

    private RoutingDecision lastDecision(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(yard.registryUrl()));
                TopicTail<RoutingDecision> decisions = new TopicTail<>(
                        yard.bootstrapServers(),
                        RouterTopics.of(TopicNames.standard(), serdes).decisions())) {
            return decisions.await(id, 1).getFirst().value();
        }
    }

    @Test
    void shouldTrainAModelFromTheLogWhenPromptsOfTheLaneWereJudged() throws Exception {
        // Given
        start("classifier: { tier: heuristic }");
        for (int i = 0; i < 12; i++) {
            judged(CODE + " Number " + i, 0);
            judged(TRANSLATE + " Number " + i, 1);
        }
        Path file = dir.resolve("log.model");

        // When
        CliRun run = CliRun.of(
                "train",
                "--log",
                "--out",
                file.toString(),
                "--bootstrap",
                yard.bootstrapServers(),
                "--registry",
                yard.registryUrl());

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("the log has 24 prompts with a label");
        RoutingModel model = RoutingModel.read(Files.readAllBytes(file));
        assertThat(model.heads()).containsExactly("small");
        assertThat(probability(model, CODE)).isLessThan(0.3);
        assertThat(probability(model, TRANSLATE)).isGreaterThan(0.7);
    }

    /** Of a model that is named: else the learner, where it is quicker than the last prompts, sends them to the other. */
    private void judged(String text, double score) throws Exception {
        String id =
                ask("cheap/small", text).headers().firstValue("x-request-id").orElseThrow();
        assertThat(feedback(id, score)).isEqualTo(200);
    }

    private static double probability(RoutingModel model, String text) {
        PromptFeatures features = new PromptFeatures();
        features.read(text);
        Scorer scorer = new Scorer(model);
        scorer.score(features);
        return scorer.probability("small", 0.5);
    }

    private LearningDesk desk() throws Exception {
        return LearningDesk.open(address(), TopicNames.standard(), Clock.systemUTC());
    }

    private ClusterAddress address() {
        return new ClusterAddress(yard.bootstrapServers(), yard.registryUrl(), Map.of());
    }

    private static Task task(String text) {
        Classification classification = HeuristicClassifier.create(System::nanoTime)
                .classify(PromptRequest.of(new RequestId("t"), Instant.EPOCH, PromptBody.ofUser(text)));
        return classification.task();
    }

    private HttpResponse<String> ask(String text) throws Exception {
        return ask("auto", text);
    }

    private HttpResponse<String> ask(String model, String text) throws Exception {
        return post(
                "/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    private static String model(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-promptyard-model").orElse("none: " + answer.statusCode());
    }

    private int feedback(String id, double score) throws Exception {
        return post("/feedback", "{\"id\":\"" + id + "\",\"score\":" + score + "}")
                .statusCode();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(yard.gatewayUrl().orElseThrow() + path))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
