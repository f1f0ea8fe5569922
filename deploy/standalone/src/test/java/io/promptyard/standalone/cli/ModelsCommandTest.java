package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ModelsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldListOneProvidersModelsThatCanDoIt() throws IOException {
        // When
        int code = run("--json", "--provider", "zai", "--capability", "vision", "--capability", "tools");
        // Then
        JsonNode models = new JsonMapper().readTree(out.toString());
        assertThat(code).isZero();
        assertThat(models).hasSize(2);
        JsonNode model = models.get(0);
        assertThat(model.path("model").asText()).isEqualTo("glm-4.5v");
        assertThat(model.path("inputUsdPerMillion").asText()).isEqualTo("0.60");
        assertThat(model.path("reasoningUsdPerMillion").isNull()).isTrue();
        assertThat(model.path("confidence").asText()).isEqualTo("confirmed");
        assertThat(model.path("auto").asBoolean()).isFalse();
        assertThat(model.path("sources").path("price")).hasSize(2);
    }

    @Test
    void shouldShowWhatIsNotKnownAsADash() {
        // When
        run("--provider", "perplexity");
        // Then
        assertThat(out.toString().lines().filter(line -> line.startsWith("perplexity/sonar ")))
                .singleElement()
                .asString()
                .matches("perplexity/sonar +1\\.00 +1\\.00 +128000 +- +0\\.7 +no +- .*");
    }

    @Test
    void shouldNameTheCapabilitiesWhenOneIsNotKnown() {
        // When
        int code = run("--capability", "telepathy");
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--capability: must be one of tools, ", "(got \"telepathy\")");
    }

    private int run(String... words) {
        return new CommandLine(new ModelsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }
}
