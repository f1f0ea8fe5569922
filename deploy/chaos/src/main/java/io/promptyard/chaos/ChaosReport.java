package io.promptyard.chaos;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.check.Findings;
import io.promptyard.chaos.check.RepeatReason;
import io.promptyard.chaos.plan.Schedule;
import java.util.ArrayList;
import java.util.List;

/** The checker's table. */
final class ChaosReport {
    private ChaosReport() {}

    static Report of(ChaosSettings settings, Ended ended) {
        Findings found = ended.findings();
        Schedule schedule = settings.schedule();
        List<String> notes = new ArrayList<>();
        notes.add((found.kept() ? "Kept" : "BROKEN") + ": seed " + schedule.seed() + ", topology "
                + schedule.topology().label() + ", " + delivery(settings) + ", " + settings.rate()
                + " prompts per second for " + schedule.length().toSeconds() + " s.");
        notes.addAll(found.examples());
        notes.addAll(ended.endings());
        return new Report(
                "chaos",
                "./promptyard bench chaos --seed " + schedule.seed() + " --minutes "
                        + schedule.length().toMillis() / 60_000.0 + " --delivery " + delivery(settings),
                Machine.describe(),
                List.of(prompts(found), calls(found), repeats(found)),
                notes);
    }

    static String delivery(ChaosSettings settings) {
        return settings.exactlyOnce() ? "exactly-once" : "at-least-once";
    }

    private static Figures prompts(Findings found) {
        Builder rows = Figures.of("Prompts", "what", "count", "must be");
        row(rows, "accepted", found.accepted(), "");
        row(rows, "answered", found.answered(), "");
        row(rows, "refused", found.refused(), "");
        row(rows, "dead letters", found.deadLetters(), "");
        row(rows, "lost", found.lost(), "0");
        row(rows, "duplicates", found.duplicates(), found.exactlyOnce() ? "0" : "");
        row(rows, "HTTP callers", found.asked(), "");
        row(rows, "HTTP callers unserved", found.unserved(), "");
        row(rows, "HTTP answers that disagree", found.disagreeing(), "0");
        row(rows, "orphaned pending entries", found.orphans(), "0");
        row(rows, "offset gaps in responses", found.gaps(), found.exactlyOnce() ? "" : "0");
        row(rows, "responses of aborted transactions", found.aborted(), "");
        return rows.build();
    }

    private static Figures calls(Findings found) {
        Builder rows = Figures.of("Faults and calls of providers", "what", "count", "must be");
        row(rows, "faults dealt", found.blows(), "");
        row(rows, "of them kills, stops and freezes", found.kills(), "");
        row(rows, "faults SKIPPED, not possible here", found.skipped(), "");
        row(rows, "calls", found.calls(), "");
        row(rows, "out of policy", found.outOfPolicy(), "0");
        row(rows, "double-billed", found.doubleBilled(), "");
        row(rows, "repeated", found.repeats(), "");
        row(rows, "repeated, unexplained", found.unexplained(), "0");
        return rows.build();
    }

    private static Figures repeats(Findings found) {
        Builder rows = Figures.of("Repeated calls by reason", "reason", "count");
        for (RepeatReason reason : RepeatReason.values()) {
            rows.row(reason.words(), Cells.of(found.repeated().getOrDefault(reason, 0L)));
        }
        return rows.build();
    }

    private static void row(Builder rows, String what, long count, String must) {
        rows.row(what, Cells.of(count), must);
    }
}
