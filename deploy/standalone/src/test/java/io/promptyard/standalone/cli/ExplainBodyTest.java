package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain} of a request's body, as the gateway would read it. */
class ExplainBodyTest {
    private static final String CONFIG = """
            providers:
              openai: { dialect: openai, api-key: k, regions: [us] }
              mistral: { dialect: openai, api-key: k, regions: [eu] }
            models: { mistral/plain: { context-window: 4096, price: { input: 0.1, output: 0.1 } } }
            routes:
              - { name: pictures, match: { modality: image }, strategy: { priority: [mistral/plain, openai/gpt-4o] } }
              - { name: acme, match: { tenant: acme }, strategy: { priority: [mistral/plain, openai/gpt-4o] } }
              - { name: default, strategy: { priority: [mistral/plain, openai/gpt-4o] } }
            """;

    private static final String ASKED =
            "\"messages\": [ { \"role\": \"user\", \"content\": \"What is the weather?\" } ]";

    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(directory.resolve("config.yaml"), CONFIG);
    }

    @Test
    void shouldGoByTheTextWhereTheBodyAsksNothingMore() throws IOException {
        assertThat(decision("{ " + ASKED + " }")).isEqualTo("default mistral/plain ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"tools\": [ { \"type\": \"function\", \"function\": { \"name\": \"weather\", \"parameters\": {} } } ] ~ capability lacks tools",
                "\"response_format\": { \"type\": \"json_object\" } ~ capability lacks json",
                "\"max_tokens\": 5000 ~ window",
            })
    void shouldHoldModelsAgainstWhatTheBodyAsks(String more, String why) throws IOException {
        // When
        String decision = decision("{ " + ASKED + ", " + more + " }");
        // Then
        assertThat(decision).startsWith("default openai/gpt-4o ").contains(why);
    }

    @Test
    void shouldSeePicturesInTheBody() throws IOException {
        // When
        String decision = decision("""
                { "messages": [ { "role": "user", "content": [ { "type": "text", "text": "What is this?" },
                    { "type": "image_url", "image_url": { "url": "https://example.org/a.png" } } ] } ] }""");
        // Then
        assertThat(decision).startsWith("pictures openai/gpt-4o ").contains("capability lacks");
    }

    @Test
    void shouldGoByWhatTheBodySaysToTheRouterAndBeforeThatByFlags() throws IOException {
        String body = "{ \"model\": \"gpt-4o\", \"promptyard\": { \"tenant\": \"acme\", \"regions\": [\"us\"] }, "
                + ASKED + " }";
        assertThat(decision(body)).isEqualTo("acme openai/gpt-4o ");
        assertThat(decision(body, "--model", "auto")).startsWith("acme openai/gpt-4o region");
        assertThat(decision(body, "--model", "auto", "--region", "eu", "--tenant", "other"))
                .isEqualTo("default mistral/plain region us not within eu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "What is the weather? ~ The request body is not valid JSON (line 1, column 1).",
                "{ \"prompt\": \"x\" } ~ Missing required parameter: 'messages'.",
                "{ \"messages\": [], \"promptyard\": { \"tenat\": \"a\" } } ~ Invalid value for 'promptyard.tenat'",
            })
    void shouldSayInTheGatewaysWordsWhyABodyIsNone(String body, String why) throws IOException {
        // When
        CliRun run = explain(body);
        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--body-file").contains(why);
    }

    @Test
    void shouldWantEitherATextOrABody() throws IOException {
        Path file = Files.writeString(directory.resolve("prompt.txt"), "Hello");
        CliRun none = CliRun.of("explain", "--config", config.toString());
        CliRun both = CliRun.of("explain", "--prompt-file", file.toString(), "--body-file", file.toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--prompt-file").contains("--body-file");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("must not be given both");
    }

    @Test
    void shouldSayWhatIsNoNumber() throws IOException {
        // When
        CliRun run = explain("{ " + ASKED + " }", "--max-cost-usd=abc");
        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--max-cost-usd")
                .contains("must be a decimal number (got \"abc\")")
                .doesNotContain("NumberFormatException");
    }

    /** Route, target and why the others were passed over. */
    private String decision(String body, String... flags) throws IOException {
        CliRun run = explain(body, flags);
        assertThat(run.err()).isEmpty();
        JsonNode decision = new JsonMapper().readTree(run.out());
        List<String> others = new ArrayList<>();
        decision.get("candidates").forEach(each -> {
            if (each.get("state").asText().equals("REMOVED")) {
                others.add(
                        each.get("reason").asText() + " " + each.get("detail").asText());
            }
        });
        return decision.get("route").asText() + " " + decision.get("provider").asText() + "/"
                + decision.get("model").asText() + " " + String.join(", ", others);
    }

    private CliRun explain(String body, String... flags) throws IOException {
        Path file = Files.writeString(directory.resolve("body.json"), body);
        List<String> words = new ArrayList<>(
                List.of("explain", "--json", "--config", config.toString(), "--body-file", file.toString()));
        words.addAll(List.of(flags));
        return CliRun.of(words.toArray(String[]::new));
    }
}
