package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.router.replay.report.ReplayReport;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    @Provide
    Arbitrary<ReplayReport> reports() {
        return ReportArbitraries.reports();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackTheSameReportWhenWritten(@ForAll("reports") ReplayReport report) throws IOException {
        // When
        String json = ReportJson.write(report);
        ReplayReport read = ReportJson.read(json);

        // Then
        assertThat(read).isEqualTo(report);
        assertThat(ReportJson.write(read)).isEqualTo(json);
    }

    @Test
    void shouldWriteMoneyAsTextAndNoNumberAsNullWhenReadByMachines() throws IOException {
        // When
        JsonNode json = new JsonMapper().readTree(ReportJson.write(SampleReports.dry()));

        // Then
        assertThat(json.at("/total/recorded/expectedCostUsd").isTextual()).isTrue();
        assertThat(json.at("/total/recorded/expectedCostUsd").textValue()).matches("[0-9]+\\.[0-9]+");
        assertThat(json.at("/from").textValue()).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(json.at("/live").isNull()).isTrue();
        assertThat(json.at("/byTask/0/candidate/latencyMillis/p99").isNumber()).isTrue();
        assertThat(json.fieldNames()).toIterable().startsWith("id", "name", "mode", "madeAt", "from", "to");
    }

    @Test
    void shouldReadAReportWhenALaterVersionAddedFields() throws IOException {
        // Given
        ReplayReport report = SampleReports.dry();
        String later = ReportJson.write(report).replaceFirst("\\{", "{\"new\":[1],");

        // When / Then
        assertThat(ReportJson.read(later)).isEqualTo(report);
    }

    @Test
    void shouldQuoteNothingWhenTheTextIsNoReport() {
        assertThatThrownBy(() -> ReportJson.read("{\"id\":\"secret words\",\"mode\":\"secret\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the report cannot be read: it is not one of a replay, or of another version");
    }
}
