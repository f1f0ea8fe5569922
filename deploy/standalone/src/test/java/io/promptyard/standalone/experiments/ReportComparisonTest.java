package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.ReplayReport;
import org.junit.jupiter.api.Test;

class ReportComparisonTest {
    @Test
    void shouldPutFiguresSideBySideWhenBothAreOfTheSamePrompts() {
        // Given
        ReplayReport a = SampleReports.dry();

        // When
        ReportComparison same = ReportComparison.of(a, a);

        // Then
        assertThat(same.isComparable()).isTrue();
        assertThat(same.moves()).isEmpty();
        assertThat(same.quality()).isEqualTo("Their quality is estimated the same.");
        assertThat(same.rows())
                .contains(new ReportComparison.Row("moved", "1,109", "1,109"))
                .allSatisfy(row -> assertThat(row.a()).isEqualTo(row.b()));
    }

    @Test
    void shouldSayWhyNotWhenTheyAreOfOtherPromptsOrOfAnotherKind() {
        // When
        ReportComparison filtered = ReportComparison.of(SampleReports.dry(), SampleReports.hostile());
        ReportComparison live = ReportComparison.of(SampleReports.dry(), SampleReports.live());
        ReportComparison fewer = ReportComparison.of(SampleReports.dry(), SampleReports.many());

        // Then
        assertThat(filtered.reasons()).singleElement().asString().startsWith("filter: none and tenant=");
        assertThat(filtered.quality()).contains("no figure of one can be held against the other's");
        assertThat(live.reasons()).containsExactly("kind: DRY and LIVE");
        assertThat(live.rows()).contains(new ReportComparison.Row("spent", "–", "$4.87"));
        assertThat(fewer.reasons()).containsExactly("prompts: 4800 and 3000");
    }

    @Test
    void shouldTellTheMovesThatAreNotEquallyFrequentTheLargestFirst() {
        // When
        ReportComparison comparison = ReportComparison.of(SampleReports.dry(), SampleReports.many());

        // Then
        assertThat(comparison.moves())
                .isNotEmpty()
                .allSatisfy(move -> assertThat(move.a()).isNotEqualTo(move.b()));
        assertThat(comparison.moves().stream().map(move -> Math.abs(move.a() - move.b())))
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }
}
