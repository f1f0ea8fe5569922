package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
    void shouldNotCallTwoSamplesTheSamePromptsWhenOthersWereDrawn() {
        // Given
        ReplayReport a = SampleReports.live();
        // When
        ReportComparison same = ReportComparison.of(a, SampleReports.live());
        ReportComparison other = ReportComparison.of(a, drawn(a, "ffff", a.from()));
        ReportComparison moved =
                ReportComparison.of(a, drawn(a, a.live().sample(), a.from().plusMillis(3)));
        // Then
        assertThat(same.isComparable()).isTrue();
        assertThat(other.reasons()).containsExactly("sample: 5ca1ab1e0ddba115 and ffff");
        assertThat(moved.isComparable())
                .as("the same prompts, asked for in other words")
                .isTrue();
    }

    @Test
    void shouldCompareNoTwoSamplesOfWhichOneDoesNotTellItsPrompts() {
        // Given: reports of an earlier version
        ReplayReport a = SampleReports.live();
        ReplayReport old = drawn(a, null, a.from());
        // When / Then
        assertThat(ReportComparison.of(a, old).reasons())
                .containsExactly("sample: which prompts were drawn is not told by B, a report of an earlier version");
        assertThat(ReportComparison.of(old, old).reasons())
                .singleElement()
                .asString()
                .contains("by either");
    }

    private static ReplayReport drawn(ReplayReport of, @Nullable String sample, Instant from) {
        LiveFigures live = of.live();
        return new ReplayReport(
                of.id(),
                of.name(),
                of.mode(),
                of.madeAt(),
                from,
                of.to(),
                of.candidateVersion(),
                of.recordedVersions(),
                of.filter(),
                of.reclassified(),
                of.counts(),
                of.total(),
                of.byRoute(),
                of.byTask(),
                of.byTenant(),
                of.moves(),
                of.targets(),
                of.disagreements(),
                new LiveFigures(
                        live.sampled(),
                        live.answered(),
                        live.refused(),
                        live.left(),
                        live.spentUsd(),
                        live.maxUsd(),
                        live.scorers(),
                        sample),
                of.notes());
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
