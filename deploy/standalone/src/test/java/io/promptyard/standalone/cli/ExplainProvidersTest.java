package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} says who may not be given a prompt, and why. */
class ExplainProvidersTest {
    private static final String CONFIG = """
            providers:
              openai: { dialect: openai, api-key: k, data-classes: [public] }
              mistral: { dialect: openai, api-key: k, data-classes: [public, internal] }
              anthropic: { dialect: anthropic, api-key: k }
            routes:
              - { name: default, strategy: best-quality, among: [openai/gpt-4o, mistral/mistral-small-latest, anthropic/claude-sonnet-4-5],
                  constraints: { not-providers: [anthropic] } }
            """;

    @TempDir
    Path directory;

    private Path config;
    private Path prompt;

    @BeforeEach
    void write() throws IOException {
        config = java.nio.file.Files.writeString(directory.resolve("config.yaml"), CONFIG);
        prompt = java.nio.file.Files.writeString(directory.resolve("prompt.txt"), "Where do I find my invoice?");
    }

    @Test
    void shouldLeaveOutWhoIsNotAllowedDeniedOrNotForThatClass() throws IOException {
        assertThat(reasons("--provider", "openai", "--provider", "anthropic"))
                .containsExactlyInAnyOrder("openai ", "mistral provider-not-allowed", "anthropic provider-denied");
        assertThat(reasons("--not-provider", "openai"))
                .containsExactlyInAnyOrder("openai provider-denied", "mistral ", "anthropic provider-denied");
        assertThat(reasons("--data-class", "internal"))
                .containsExactlyInAnyOrder("openai data-class", "mistral ", "anthropic provider-denied");
    }

    @Test
    void shouldSayWhatIsWrongWithACostBelowNothing() {
        // When
        CliRun run = explain("--max-cost-usd=-1");
        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--max-cost-usd: must not be below 0 (got \"-1\")");
    }

    @Test
    void shouldGoNowhereWhenNobodyListsTheClass() {
        // When
        CliRun run = explain("--data-class", "secret");
        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("data-class");
    }

    private List<String> reasons(String... wishes) throws IOException {
        JsonNode decision = new JsonMapper().readTree(explain(wishes).out());
        List<String> reasons = new ArrayList<>();
        decision.get("candidates")
                .forEach(each -> reasons.add(
                        each.get("provider").asText() + " " + each.get("reason").asText()));
        return reasons;
    }

    private CliRun explain(String... wishes) {
        List<String> arguments = new ArrayList<>(
                List.of("explain", "--json", "--config", config.toString(), "--prompt-file", prompt.toString()));
        arguments.addAll(List.of(wishes));
        return CliRun.of(arguments.toArray(String[]::new));
    }
}
