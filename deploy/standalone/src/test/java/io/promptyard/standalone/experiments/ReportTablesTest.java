package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.promptyard.router.replay.report.ReplayReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables of a report, and that others read them: Parquet by a reader that is not ours. */
class ReportTablesTest {
    @Provide
    Arbitrary<ReplayReport> reports() {
        return ReportArbitraries.reports();
    }

    @Test
    void shouldHaveTheSameTablesWhetherLiveOrDry() {
        assertThat(ReportTables.of(SampleReports.live()))
                .extracting(ReportTable::name)
                .containsExactly(
                        "report", "figures", "differences", "moves", "targets", "disagreements", "scorers", "notes");
        assertThat(ReportTables.of(SampleReports.dry()))
                .extracting(ReportTable::columns)
                .isEqualTo(ReportTables.of(SampleReports.live()).stream()
                        .map(ReportTable::columns)
                        .toList());
    }

    @Test
    void shouldGiveBothPoliciesOfEveryGroupWhenAsked() {
        // Given
        ReplayReport report = SampleReports.dry();

        // When
        ReportTable figures = table(report, "figures");

        // Then
        int groups = 1
                + report.byRoute().size()
                + report.byTask().size()
                + report.byTenant().size();
        assertThat(figures.rows()).hasSize(2 * groups);
        assertThat(figures.rows().get(1))
                .startsWith("total", "total", "candidate", 4_800L, 21L)
                .contains(report.total().candidate().expectedCostUsd().toPlainString());
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void shouldBeReadAsItWasWrittenWhenItIsParquet(@ForAll("reports") ReplayReport report) throws IOException {
        for (ReportTable table : ReportTables.of(report)) {
            // When
            byte[] file = ParquetTable.of(table);

            // Then
            assertThat(read(file, table)).as(table.name()).isEqualTo(table.rows());
        }
    }

    @Test
    void shouldBeParquetWhenThereIsNoRow() throws IOException {
        // Given
        ReportTable scorers = table(SampleReports.dry(), "scorers");

        // When / Then
        assertThat(scorers.rows()).isEmpty();
        assertThat(read(ParquetTable.of(scorers), scorers)).isEmpty();
    }

    @Test
    void shouldBeReadWhenRowsAreMany() throws IOException {
        // Given
        ReportTable.Builder builder = new ReportTable.Builder("many")
                .columns(ReportTable.Kind.FLAG, "flag")
                .columns(ReportTable.Kind.COUNT, "count");
        for (long i = 0; i < 3_001; i++) {
            builder.row(Arrays.asList(i % 7 == 0 ? null : i % 2 == 0, i < 1_500 ? Long.valueOf(i) : null));
        }
        ReportTable many = builder.build();

        // When / Then
        assertThat(read(ParquetTable.of(many), many)).isEqualTo(many.rows());
    }

    @Test
    void shouldQuoteAndDisarmWhenATextIsHostile() {
        // Given
        ReportTable table = new ReportTable.Builder("t")
                .columns(ReportTable.Kind.TEXT, "a", "b", "c", "usd")
                .columns(ReportTable.Kind.NUMBER, "n")
                .row(Arrays.asList("=HYPERLINK(\"x\")", "two\nlines, \"quoted\"", null, "-0.25", -0.5))
                .row(Arrays.asList("plain", "", "@cmd", "0", null))
                .build();

        // When
        String csv = CsvTable.of(table);

        // Then
        assertThat(csv)
                .isEqualTo("a,b,c,usd,n\r\n"
                        + "\"'=HYPERLINK(\"\"x\"\")\",\"two\nlines, \"\"quoted\"\"\",,-0.25,-0.5\r\n"
                        + "plain,\"\",'@cmd,0,\r\n");
    }

    private static ReportTable table(ReplayReport report, String name) {
        return ReportTables.of(report).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<List<@Nullable Object>> read(byte[] file, ReportTable table) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.allocateDirect(file.length).put(file).flip();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(bytes))) {
            assertThat(reader.getFileSchema().getColumns())
                    .extracting(each -> each.name())
                    .isEqualTo(table.columns().stream()
                            .map(ReportTable.Column::name)
                            .toList());
            try (RowReader row = reader.rowReader()) {
                while (row.hasNext()) {
                    row.next();
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (int i = 0; i < table.columns().size(); i++) {
                        cells.add(cell(row, i, table.columns().get(i).kind()));
                    }
                    rows.add(cells);
                }
            }
        }
        return rows;
    }

    private static @Nullable Object cell(RowReader row, int column, ReportTable.Kind kind) {
        if (row.isNull(column)) {
            return null;
        }
        return switch (kind) {
            case TEXT -> row.getString(column);
            case COUNT -> row.getLong(column);
            case NUMBER -> row.getDouble(column);
            case FLAG -> row.getBoolean(column);
        };
    }
}
