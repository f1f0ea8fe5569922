package io.promptyard.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.bench.report.Report.Figures;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportWriterTest {
    private final Report report = new Report(
            "latency",
            "./promptyard bench latency",
            "2 cores",
            List.of(Figures.of("Added", "way", "p50 ms")
                    .row("gateway", "4.20")
                    .row("a|b", "-")
                    .build()),
            List.of("A note."));

    private String written(ReportWriter writer) {
        StringWriter text = new StringWriter();
        writer.write(report, new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void shouldWriteASectionOfMarkdown() {
        assertThat(written(ReportWriter.MARKDOWN).lines())
                .containsExactly(
                        "## latency",
                        "",
                        "`./promptyard bench latency` on 2 cores.",
                        "",
                        "Added:",
                        "",
                        "| way | p50 ms |",
                        "| --- | --- |",
                        "| gateway | 4.20 |",
                        "| a\\|b | - |",
                        "",
                        "- A note.");
    }

    @Test
    void shouldWriteOneObjectOfJson() {
        // When
        JsonObject json = new JsonObject(written(ReportWriter.JSON));
        // Then
        assertThat(json.getJsonObject("figures")
                        .getJsonArray("Added")
                        .getJsonObject(0)
                        .getString("p50 ms"))
                .isEqualTo("4.20");
    }

    @Test
    void shouldWriteATable() {
        assertThat(written(ReportWriter.TEXT)).contains("latency: 2 cores", "gateway    4.20", "- A note.");
    }

    @Test
    void shouldRefuseARowThatDoesNotFit() {
        assertThatThrownBy(() -> Figures.of("Added", "way").row("a", "b").build())
                .hasMessageContaining("2 cells in 1 columns");
    }

    @Test
    void shouldPrintThreeDigitsThatMatter() {
        assertThat(List.of(Cells.of(1234.5), Cells.of(45.67), Cells.of(4.567), Cells.of(-0.5), Cells.of(Double.NaN)))
                .containsExactly("1235", "45.7", "4.57", "-0.50", "-");
        assertThat(Cells.ratio(9, 6)).isEqualTo("1.50 x");
        assertThat(Cells.ratio(9, 0)).isEqualTo("-");
        assertThat(Cells.ratio(9, Double.NaN)).isEqualTo("-");
    }
}
