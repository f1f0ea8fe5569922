package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.ReplayReport;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void shouldCallQualityWorseWhenItsWholeIntervalIsBelowNothing() {
        // When
        Verdict verdict = Verdict.of(with(new Estimate(-0.02, -0.03, -0.01, 0.95, 1, 1, "m")));

        // Then
        assertThat(verdict.headline()).isEqualTo("Cheaper; worse answers");
        assertThat(verdict.line())
                .contains("Quality is estimated to be worse: −0.020 [−0.030, −0.010] at 95 % confidence.");
    }

    @Test
    void shouldNotCallItEqualWhenTheIntervalCrossesNothing() {
        // When
        Verdict verdict = Verdict.of(with(new Estimate(-0.02, -0.05, 0.01, 0.9, 1, 1, "m")));

        // Then
        assertThat(verdict.headline()).isEqualTo("Cheaper; no difference of quality shown");
        assertThat(verdict.line()).contains("That is no proof that there is none.");
    }

    @Test
    void shouldCallQualityBetterWhenItsWholeIntervalIsAboveNothing() {
        assertThat(Verdict.of(with(new Estimate(0.02, 0.001, 0.05, 0.95, 1, 1, "m")))
                        .headline())
                .isEqualTo("Cheaper; better answers");
    }

    @Test
    void shouldSayThatNothingCanBeSaidWhenThereIsNoEstimate() {
        // When
        Verdict verdict = Verdict.of(with(null));

        // Then
        assertThat(verdict.headline()).isEqualTo("Cheaper; quality unknown");
        assertThat(verdict.line()).contains("Nothing can be said about quality.");
    }

    @Test
    void shouldTellCostsAndRefusalsWhenThereAreSome() {
        // When
        ReplayReport report = SampleReports.dry();
        Verdict verdict = Verdict.of(report);

        // Then
        assertThat(verdict.sentences().get(0))
                .isEqualTo("The candidate sends 1,109 of 4,800 prompts elsewhere (23.1 %).");
        assertThat(verdict.sentences().get(1))
                .startsWith(
                        "Paid were " + Words.usd(report.total().recorded().actualCostUsd()) + ", and by the candidate")
                .contains("%), its expected costs corrected by how far the recorded ones were off")
                .endsWith("over the 4,795 of 4,800 prompts of which both costs are known.");
        assertThat(verdict.sentences().get(3))
                .isEqualTo("21 prompts would be refused that had an answer, 10 would be served that had none.");
    }

    @Test
    void shouldHoldPaidAgainstPaidWhenASampleWasSent() {
        assertThat(Verdict.of(SampleReports.live()).sentences().get(1))
                .startsWith("Paid were $")
                .contains(" for the recorded calls and $", "for the candidate's");
    }

    @Test
    void shouldGoByWhatWasPaidWhenExpectationsSayOtherwise() {
        // Given: expected to be cheaper, and dearer like with like
        GroupFigures total = SampleReports.dry().total();
        CostComparison cost = new CostComparison(
                CostComparison.Basis.PAID, new BigDecimal("4"), new BigDecimal("5"), total.prompts(), 0);
        // When
        Verdict verdict = Verdict.of(withTotal(new GroupFigures(
                total.group(), total.prompts(), total.moved(), total.recorded(), total.candidate(), null, cost)));
        // Then
        assertThat(total.candidate().expectedCostUsd())
                .isLessThan(total.recorded().expectedCostUsd());
        assertThat(verdict.headline()).startsWith("Dearer; ");
        assertThat(verdict.sentences().get(1))
                .isEqualTo("Paid were $4.00 for the recorded calls and $5.00 (+25.0 %) for the candidate's.");
    }

    @Test
    void shouldCallNothingCheaperWhenMoreOfItsCostsAreNotKnown() {
        // When
        Verdict verdict = Verdict.of(costing("10", 0, "5", 2_400));
        // Then
        assertThat(verdict.headline()).startsWith("Cost not known; ");
        assertThat(verdict.sentences().get(1)).doesNotContain("%").contains("(0 and 2,400)");
        assertThat(Verdict.of(costing("10", 2_400, "5", 0)).headline()).startsWith("Cheaper; ");
        assertThat(Verdict.of(costing("5", 0, "5", 1)).headline()).startsWith("Dearer; ");
        assertThat(Verdict.of(costing("5", 1, "5", 1)).headline()).startsWith("As dear; ");
        assertThat(Verdict.of(costing("5", 7, "9", 1)).headline()).startsWith("Cost not known; ");
    }

    @Test
    void shouldTellTheShareOfTheTrafficBesideThatOfTheSampleWhenOneWasSent() {
        assertThat(Verdict.of(SampleReports.live()).sentences().getFirst())
                .matches(
                        "The candidate sends .* sampled prompts elsewhere, which stand for 2[0-9]\\.[0-9] % of the traffic\\.");
    }

    @Test
    void shouldSayThatThereWasNothingWhenNoPromptWasFound() {
        assertThat(Verdict.of(SampleReports.empty()).line())
                .isEqualTo("No prompts. No prompt of this time and filter is in the log.");
    }

    private static ReplayReport costing(String recorded, long unknown, String candidate, long unknownThen) {
        GroupFigures total = SampleReports.dry().total();
        return withTotal(new GroupFigures(
                total.group(),
                total.prompts(),
                total.moved(),
                costing(total.recorded(), recorded, unknown),
                costing(total.candidate(), candidate, unknownThen),
                null,
                null));
    }

    private static PolicyFigures costing(PolicyFigures of, String usd, long unknown) {
        return new PolicyFigures(
                of.refused(),
                new BigDecimal(usd),
                unknown,
                of.actualCostUsd(),
                of.actualUnknown(),
                of.quality(),
                of.firstTokenMillis(),
                of.latencyMillis());
    }

    private static ReplayReport with(@Nullable Estimate difference) {
        GroupFigures total = SampleReports.dry().total();
        return withTotal(new GroupFigures(
                total.group(),
                total.prompts(),
                total.moved(),
                total.recorded(),
                total.candidate(),
                difference,
                total.cost()));
    }

    private static ReplayReport withTotal(GroupFigures total) {
        ReplayReport sample = SampleReports.dry();
        return new ReplayReport(
                sample.id(),
                sample.name(),
                sample.mode(),
                sample.madeAt(),
                sample.from(),
                sample.to(),
                sample.candidateVersion(),
                sample.recordedVersions(),
                sample.filter(),
                sample.reclassified(),
                sample.counts(),
                total,
                sample.byRoute(),
                sample.byTask(),
                sample.byTenant(),
                sample.moves(),
                sample.targets(),
                sample.disagreements(),
                sample.live(),
                sample.notes());
    }
}
