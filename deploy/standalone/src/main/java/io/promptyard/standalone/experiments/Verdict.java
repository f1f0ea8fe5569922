package io.promptyard.standalone.experiments;

import io.promptyard.router.replay.Moves;
import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.Move;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a report comes to, in words that say no more than its figures do: a quality is called better or worse only when its whole
 * interval is on one side of 0, and no difference that was seen is never called equality. Pure.
 */
public record Verdict(String headline, List<String> sentences) {
    public Verdict {
        sentences = List.copyOf(sentences);
    }

    public static Verdict of(ReplayReport report) {
        GroupFigures total = report.total();
        if (total.prompts() == 0) {
            return new Verdict("No prompts", List.of("No prompt of this time and filter is in the log."));
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(report.live() == null ? moved(report.counts(), total) : sampled(report));
        sentences.add(cost(total));
        sentences.add(quality(total.qualityDifference()));
        sentences.add(refusals(report.counts()));
        return new Verdict(capital(costWord(total)) + "; " + qualityWord(total.qualityDifference()), sentences);
    }

    /** One line, for the registry. */
    public String line() {
        return sentences.isEmpty() ? headline : headline + ". " + String.join(" ", sentences);
    }

    /** Of the sample the rare kinds are more than their share, so the share of the traffic is another figure. */
    private static String sampled(ReplayReport report) {
        GroupFigures total = report.total();
        double share = report.moves().stream()
                .filter(Moves::changes)
                .mapToDouble(Move::share)
                .sum();
        return "The candidate sends " + Words.count(total.moved()) + " of " + Words.count(total.prompts())
                + " sampled prompts elsewhere"
                + (Double.isNaN(share) ? "" : ", which stand for " + Words.percent(share) + " of the traffic") + ".";
    }

    private static String moved(ReplayCounts counts, GroupFigures total) {
        return String.format(
                Locale.ROOT,
                "The candidate sends %s of %s prompts elsewhere (%s).",
                Words.count(total.moved()),
                Words.count(total.prompts()),
                Words.percent(counts.decided() == 0 ? Double.NaN : (double) total.moved() / total.prompts()));
    }

    /** What both cost, and by which measure: like with like wherever the report has it. */
    public static String cost(GroupFigures total) {
        CostComparison cost = total.cost();
        return cost == null ? expected(total) : compared(cost);
    }

    private static String compared(CostComparison cost) {
        String before = Words.usd(cost.recordedUsd());
        String change = Words.change(cost.recordedUsd(), cost.candidateUsd());
        String after = Words.usd(cost.candidateUsd()) + (change.isEmpty() ? "" : " (" + change + ")");
        String left = cost.unknown() == 0
                ? "."
                : ", over the " + Words.count(cost.prompts()) + " of " + Words.count(cost.prompts() + cost.unknown())
                        + " prompts of which both costs are known.";
        return switch (cost.basis()) {
            case PAID -> "Paid were " + before + " for the recorded calls and " + after + " for the candidate's" + left;
            case SCALED ->
                "Paid were " + before + ", and by the candidate it would be " + after
                        + ", its expected costs corrected by how far the recorded ones were off" + left;
            case EXPECTED -> "Expected cost goes from " + before + " to " + after + left;
        };
    }

    /** Of a report that does not hold one against the other. */
    private static String expected(GroupFigures total) {
        BigDecimal before = total.recorded().expectedCostUsd();
        BigDecimal after = total.candidate().expectedCostUsd();
        String change = total.recorded().expectedUnknown() == total.candidate().expectedUnknown()
                ? Words.change(before, after)
                : "";
        return "Expected cost goes from " + Words.usd(before) + " to " + Words.usd(after)
                + (change.isEmpty() ? "" : " (" + change + ")") + unknown(total.recorded(), total.candidate()) + ".";
    }

    private static String unknown(PolicyFigures recorded, PolicyFigures candidate) {
        long before = recorded.expectedUnknown();
        long after = candidate.expectedUnknown();
        return before + after == 0
                ? ""
                : ", without the choices whose cost is not known (" + Words.count(before) + " and " + Words.count(after)
                        + ")";
    }

    private static String quality(@Nullable Estimate difference) {
        if (difference == null) {
            return "Nothing can be said about quality.";
        }
        String figures = Words.difference(difference) + " at " + Words.confidence(difference) + " confidence";
        if (difference.low() > 0) {
            return "Quality is estimated to be better: " + figures + ".";
        }
        return difference.high() < 0
                ? "Quality is estimated to be worse: " + figures + "."
                : "No difference of quality is shown: " + figures + ". That is no proof that there is none.";
    }

    private static String refusals(ReplayCounts counts) {
        return String.format(
                Locale.ROOT,
                "%s would be refused that had an answer, %s would be served that had none.",
                capital(prompts(counts.newlyRefused())),
                Words.count(counts.newlyServed()));
    }

    private static String prompts(long count) {
        return count == 1 ? "1 prompt" : count == 0 ? "no prompt" : Words.count(count) + " prompts";
    }

    /** What is not known is at least 0: it can only make the side dearer on which it is. */
    private static String costWord(GroupFigures total) {
        CostComparison cost = total.cost();
        int side = cost == null
                ? total.candidate().expectedCostUsd().compareTo(total.recorded().expectedCostUsd())
                : cost.candidateUsd().compareTo(cost.recordedUsd());
        long more = total.candidate().expectedUnknown() - total.recorded().expectedUnknown();
        if (side == 0 && more == 0) {
            return "as dear";
        }
        if (side <= 0 && more <= 0) {
            return "cheaper";
        }
        return side >= 0 && more >= 0 ? "dearer" : "cost not known";
    }

    private static String qualityWord(@Nullable Estimate difference) {
        if (difference == null) {
            return "quality unknown";
        }
        return difference.low() > 0
                ? "better answers"
                : difference.high() < 0 ? "worse answers" : "no difference of quality shown";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
