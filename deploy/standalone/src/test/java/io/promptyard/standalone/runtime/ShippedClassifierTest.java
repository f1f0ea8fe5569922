package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import io.promptyard.standalone.StartupException;
import io.promptyard.standalone.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedClassifierTest {
    private static final String TEXT = "What is the sum of 3 and 4?";

    @TempDir
    Path dir;

    @Test
    void shouldPredictNothingWhenTheTierIsTheFirst() {
        // When
        Correctable classifier = ShippedClassifier.of(config("classifier: { tier: heuristic }"), () -> 0);
        // Then
        assertThat(classifier.version()).isEqualTo(HeuristicClassifier.NAME);
        assertThat(classify(classifier).scores()).isEmpty();
    }

    @Test
    void shouldScoreTheTargetsOfConfiguredProvidersWhenItHasAModel() throws IOException {
        // Given
        RoutingModel model = model();
        Path file = Files.write(dir.resolve("own.model"), model.write());
        // When
        Correctable classifier = ShippedClassifier.of(config("classifier: { model: '" + file + "' }"), () -> 0);
        // Then
        assertThat(classifier.version()).isEqualTo(model.version());
        assertThat(classify(classifier).classifier()).isEqualTo(model.version());
        assertThat(classify(classifier).scores()).containsOnlyKeys("small/a", "small/b");
        assertThat(classify(classifier).scores().get("small/b"))
                .isGreaterThan(classify(classifier).scores().get("small/a"));
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWhenTheFileIsNoModel() throws IOException {
        // Given
        Path file = Files.writeString(dir.resolve("own.model"), "no model");
        RouterConfig config = config("classifier: { model: '" + file + "' }");
        // Then
        assertThatThrownBy(() -> ShippedClassifier.of(config, () -> 0))
                .isInstanceOf(StartupException.ModelUnusable.class)
                .hasMessage(
                        "classifier.model " + file + " cannot be used: not a routing model: it must begin with PYRM");
    }

    private static RouterConfig config(String classifier) {
        return new ConfigLoader(Map.of(), Map.of())
                .read("""
                        providers:
                          small: { dialect: openai, base-url: http://127.0.0.1:1/v1 }
                        models:
                          small/a: { context-window: 32000, quality: 0.6 }
                          small/b: { context-window: 32000, quality: 0.8 }
                        routes:
                          - { name: rest, match: {}, strategy: best-quality }
                        """ + classifier)
                .orThrow()
                .router();
    }

    private static RoutingModel model() {
        List<LabelledPrompt> rows = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            String text = at % 2 == 0 ? "What is the sum of " + at + " and 4?" : "Prove lemma " + at + " of the book.";
            rows.add(LabelledPrompt.scored("r" + at, text, "b", Map.of("x", at % 2 == 0 ? 1.0 : 0.0, "y", 1.0)));
        }
        return new RidgeLearner().learn(rows);
    }

    private static Classification classify(Correctable classifier) {
        return classifier.classify(PromptRequest.of(new RequestId("r"), Instant.EPOCH, PromptBody.ofUser(TEXT)));
    }
}
