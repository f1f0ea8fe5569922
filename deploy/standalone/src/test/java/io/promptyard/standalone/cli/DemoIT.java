package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, shorter. */
class DemoIT {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldAnswerEveryPromptAndPrintItsTablesWhenProvidersFail(@TempDir Path data) {
        // When
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute("demo", "--prompts", "40", "--data-dir", data.toString());
        // Then
        String shown = out.toString();
        assertThat(code).as(shown).isZero();
        assertThat(shown)
                .contains("OK: each of 40 prompts got exactly one terminal response")
                .containsPattern("answered by +prompts +share")
                .containsPattern("deepseek/deepseek-reasoner +\\d+ +\\d+\\.\\d %")
                .containsPattern("gateway, plain +1\\d ")
                .containsPattern("gateway, streaming +\\d+ ")
                .containsPattern("Kafka producer +20 ")
                .containsPattern("all premium +\\$0\\.\\d+ for the same usage at the price of openai/gpt-5")
                .containsPattern("retries +[1-9]")
                .containsPattern("fallbacks +[1-9]")
                .containsPattern("dead letters +[2-9]: .*PROVIDER_ERROR [1-9].*UNROUTABLE 1");
    }
}
