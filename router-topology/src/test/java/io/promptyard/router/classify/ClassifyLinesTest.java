package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptyard.model.Classification;
import io.promptyard.model.Task;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifyLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> asked = new ArrayList<>();
    private final PromptClassifier classifier = request -> {
        asked.add(PromptText.of((io.promptyard.model.PromptContent.PromptBody) request.body())
                .asked());
        return new Classification(
                "test", Task.MATH, 0.9, "physics", "en", 12, 0.5, Map.of("b/b", 0.25, "a/a", 0.75), Map.of(), 7);
    };

    @Test
    void shouldAnswerEachPromptByOneLineWhenAllAreWellFormed() throws IOException {
        // Given
        String in = "{\"id\":\"1\",\"prompt\":\"one\"}\n\n{\"id\":2,\"prompt\":\"two\"}\n";

        // When
        List<JsonNode> answers = run(in);

        // Then
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).toString())
                .isEqualTo("{\"id\":\"1\",\"task\":\"math\",\"domain\":\"physics\",\"complexity\":0.5,"
                        + "\"scores\":{\"a/a\":0.75,\"b/b\":0.25},\"micros\":7,\"language\":\"en\",\"tokens\":12}");
        assertThat(answers.get(1).get("id").intValue()).isEqualTo(2);
        assertThat(asked).containsExactly("one", "two");
    }

    @Test
    void shouldReadMessagesWhenThePromptIsAnArray() throws IOException {
        // Given
        String in = "{\"id\":\"m\",\"prompt\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"look\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}]},"
                + "{\"role\":\"assistant\",\"content\":null}]}";

        // When
        List<JsonNode> answers = run(in);

        // Then
        assertThat(answers.get(0).has("error")).isFalse();
        assertThat(asked).containsExactly("look");
    }

    @Test
    void shouldAnswerByAnErrorAndGoOnWhenALineIsBad() throws IOException {
        // Given
        String in = String.join(
                "\n",
                "{broken",
                "[]",
                "{\"id\":\"n\"}",
                "{\"id\":\"k\",\"prompt\":7}",
                "{\"id\":\"r\",\"prompt\":[{\"role\":\"king\",\"content\":\"x\"}]}",
                "{\"id\":\"s\",\"prompt\":[3]}",
                "{\"id\":\"good\",\"prompt\":\"x\"}");

        // When
        List<JsonNode> answers = run(in);

        // Then
        assertThat(answers)
                .extracting(answer -> answer.has("error"))
                .containsExactly(true, true, true, true, true, true, false);
        assertThat(answers.get(0).get("id").isNull()).isTrue();
        assertThat(answers.get(2).toString())
                .isEqualTo(
                        "{\"id\":\"n\",\"error\":\"prompt: must be a string or an array of messages (got nothing)\"}");
        assertThat(answers.get(4).get("error").textValue())
                .isEqualTo("prompt[0].role: must be a chat role (got \"king\")");
    }

    @Test
    void shouldFlushEachLineOnlyWhenSomebodyWaits() throws IOException {
        // Given
        String in = "{\"id\":\"1\",\"prompt\":\"a\"}\n{\"id\":\"2\",\"prompt\":\"b\"}\n";
        CountingWriter interactive = new CountingWriter();
        CountingWriter batch = new CountingWriter();

        // When
        new ClassifyLines(classifier, true).run(new StringReader(in), interactive);
        new ClassifyLines(classifier, false).run(new StringReader(in), batch);

        // Then
        assertThat(interactive.flushes).isEqualTo(3);
        assertThat(batch.flushes).isEqualTo(1);
    }

    private List<JsonNode> run(String in) throws IOException {
        StringWriter out = new StringWriter();
        new ClassifyLines(classifier, false).run(new StringReader(in), out);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString().split("\n")) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private static final class CountingWriter extends StringWriter {
        private int flushes;

        @Override
        public void flush() {
            flushes++;
        }
    }
}
