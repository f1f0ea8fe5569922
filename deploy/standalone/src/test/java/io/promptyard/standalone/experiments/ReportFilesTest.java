package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.router.replay.report.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldWriteOneFileForEachTableIntoANewFolder() throws IOException {
        // When
        List<Path> csv = ReportFiles.csv(directory.resolve("a/b"), SampleReports.dry());
        List<Path> parquet = ReportFiles.parquet(directory.resolve("a/b"), SampleReports.dry());

        // Then
        assertThat(csv).hasSize(8).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(parquet)
                .hasSameSizeAs(csv)
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(directory.resolve("a/b/notes.csv")).content().startsWith("note\r\n\"latency of the candidate");
    }

    @Test
    void shouldShowNoSecretOfTheCandidateWhenItsFileSaysOne() throws IOException {
        // Given
        Path page = directory.resolve("page.html");
        // When
        ReportFiles.html(page, SampleReports.dry(), """
                providers:
                  openai: { dialect: openai, api-key: sk-live-12345 }
                  other:  { dialect: openai, api-key: "${OTHER_KEY:-sk-other-12345}" }
                """);
        // Then
        assertThat(page).content().contains("OTHER_KEY").doesNotContain("12345");
    }

    @Test
    void shouldWriteOverWhatIsThereAndKeepTextsForTheOwnerAlone() throws IOException {
        // Given
        Path page = Files.writeString(directory.resolve("page.html"), "x".repeat(1_000_000));

        // When
        ReportFiles.html(page, SampleReports.hostile(), "");

        // Then
        assertThat(page).content().endsWith("</html>\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(ReportFiles.csv(directory.resolve("t"), SampleReports.hostile())
                                .getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldSayWhatIsWrongWhenTheFolderIsAFile() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "");

        // When / Then
        assertThatThrownBy(() -> ReportFiles.parquet(file, SampleReports.dry()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must be a folder");
    }

    @Test
    void shouldTellTheVerdictInALineWhenItIsKept() {
        // Given
        ReplayReport report = SampleReports.live();

        // When
        ExperimentRecord record = ExperimentRecords.of(report, ExperimentRecord.State.FINISHED, "routes: []");

        // Then
        assertThat(record.kind()).isEqualTo(ExperimentRecord.Kind.LIVE);
        assertThat(record.id()).isEqualTo(report.id());
        assertThat(record.summary())
                .startsWith("Cheaper; worse answers. The candidate sends 1,109 of 4,800 sampled prompts");
        assertThat(record.report()).isEqualTo(ReportJson.write(report));
    }
}
