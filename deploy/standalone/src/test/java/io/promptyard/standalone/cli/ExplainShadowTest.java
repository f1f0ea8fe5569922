package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} says where a copy of the prompt would go beside it, and why not elsewhere. */
class ExplainShadowTest {
    private static final String CONFIG = """
            providers:
              openai: { dialect: openai, api-key: k, regions: [us] }
              eu:     { dialect: openai, api-key: k, base-url: http://127.0.0.1:1/v1, regions: [eu] }
            models: { eu/small: { like: openai/gpt-4o-mini } }
            routes:
              - name: default
                strategy: { priority: [openai/gpt-4o] }
                shadow: { name: trial, to: [eu/small, openai/gpt-4o-mini], percent: 100, per-day-usd: 1 }
            """;

    @TempDir
    Path directory;

    private Path config;
    private Path prompt;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(directory.resolve("config.yaml"), CONFIG);
        prompt = Files.writeString(directory.resolve("prompt.txt"), "Where do I find my invoice?");
    }

    @Test
    void shouldNameTheCopysTargetAndWhoWasPassedOver() throws IOException {
        // When
        CliRun table = explain("--region", "us");
        CliRun json = explain("--region", "us", "--json");
        // Then
        assertThat(table.out())
                .contains("shadow trial, which 100.00 % of prompts have: a copy goes to openai/gpt-4o-mini")
                .contains("region eu not within us")
                .contains("goes to openai/gpt-4o");
        JsonNode shadow = new JsonMapper().readTree(json.out()).get("shadow");
        assertThat(shadow.get("name").asText()).isEqualTo("trial");
        assertThat(shadow.get("share").asDouble()).isEqualTo(1);
        assertThat(shadow.get("candidates"))
                .extracting(each -> each.get("model").asText() + " "
                        + each.get("state").asText() + " "
                        + each.get("reason").asText())
                .containsExactly("small REMOVED region", "gpt-4o-mini CHOSEN ");
    }

    @Test
    void shouldSayNothingOfItWhenThePromptHasNone() {
        // When
        CliRun nowhere = explain("--region", "mars");
        CliRun named = explain("--model", "openai/gpt-4o");
        // Then
        assertThat(nowhere.out()).contains("goes nowhere").doesNotContain("shadow");
        assertThat(named.out()).contains("goes to openai/gpt-4o").doesNotContain("shadow");
    }

    private CliRun explain(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "explain";
        arguments[1] = "--prompt-file=" + prompt;
        arguments[2] = "--config=" + config;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CliRun.of(arguments);
    }
}
