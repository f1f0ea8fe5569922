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

/** {@code explain} says which ceilings, budgets and limits a prompt would be under. */
class ExplainCeilingsTest {
    private static final String CONFIG = """
            providers:
              openai: { dialect: openai, api-key: k, regions: [us] }
            routes: [ { name: default } ]
            ceilings:
              - { per-request-usd: 5, over: downgrade }
              - { name: keys, per: [tenant, key], requests-per-minute: 60, tokens-per-minute: 10, over: queue }
              - { name: day, per-day-usd: 2 }
              - { name: others, match: { endpoint: elsewhere }, per-day-usd: 3 }
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
    void shouldNameEachThatHoldsWithWhatTheCallWouldTake() throws IOException {
        // When
        CliRun run = explain("--json");
        // Then
        JsonNode ceilings = new JsonMapper().readTree(run.out()).get("ceilings");
        assertThat(ceilings)
                .extracting(each ->
                        each.get("name").asText() + " " + each.get("limit").asText() + " "
                                + each.get("unit").asText() + " "
                                + each.get("over").asText() + " "
                                + each.get("resetsAt").asText())
                .containsExactly(
                        "request 5 USD DOWNGRADE null",
                        "keys{tenant=acme,key=team-a} 60 requests QUEUE 2026-11-23T22:31:00Z",
                        "keys{tenant=acme,key=team-a} 10 tokens QUEUE 2026-11-23T22:31:00Z",
                        "day 2 USD REFUSE 2026-11-24T00:00:00Z");
        assertThat(ceilings.get(1).get("holds").asText()).isEqualTo("1");
        assertThat(ceilings.get(2).get("holds").asLong()).isGreaterThan(10);
    }

    @Test
    void shouldSayInTheTableWhatCanNeverFit() {
        // When
        CliRun run = explain();
        // Then
        assertThat(run.out().lines().filter(line -> line.contains("always")))
                .singleElement()
                .asString()
                .contains("10 tokens", "queue, always: it asks for more than all");
    }

    private CliRun explain(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "explain",
                "--config=" + config,
                "--prompt-file=" + prompt,
                "--tenant=acme",
                "--key=team-a",
                "--at=2026-11-23T22:30:10Z"));
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }
}
