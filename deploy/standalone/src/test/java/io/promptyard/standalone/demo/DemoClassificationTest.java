package io.promptyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the first tier says of the demo's prompts; renewed on purpose only: {@code -Dgolden.renew=true}. */
class DemoClassificationTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/promptyard/standalone/demo/demo-classified.tsv");

    @Test
    void shouldSayOfEveryPromptWhatItSaidBefore() throws IOException {
        // Given
        HeuristicClassifier classifier = HeuristicClassifier.create(() -> 0);

        // When
        List<String> lines = DemoPrompts.load().stream()
                .map(prompt -> line(
                        prompt.id(),
                        classifier.classify(PromptRequest.of(
                                new RequestId(prompt.id()), Instant.EPOCH, PromptBody.ofUser(prompt.prompt())))))
                .toList();

        // Then
        if (Boolean.getBoolean("golden.renew")) {
            Files.write(GOLDEN, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
    }

    private static String line(String id, Classification said) {
        return String.join(
                "\t",
                id,
                said.task().label(),
                String.format(Locale.ROOT, "%.6f", said.taskConfidence()),
                said.domain(),
                said.language(),
                Integer.toString(said.promptTokens()),
                Double.toString(said.complexity()),
                new TreeMap<>(said.features()).toString());
    }
}
