package io.promptyard.standalone.cli;

import io.promptyard.router.replay.equivalence.GroupTest.Finding;
import io.promptyard.router.replay.equivalence.PairedTest;
import io.promptyard.standalone.experiments.EquivalenceEvidence;
import io.promptyard.standalone.replay.live.GroupCounts;
import java.io.PrintWriter;

/** What a test of a group found, for people. */
final class EquivalenceTable {
    private EquivalenceTable() {}

    static void print(PrintWriter print, EquivalenceEvidence evidence) {
        if (evidence.counts() != null) {
            print.println(counts(evidence.counts()));
            print.println();
        }
        Table table = new Table("member", "task", "pairs", "difference", "at least", "needed", "verdict");
        evidence.findings().forEach(finding -> row(table, finding));
        table.print(print);
        print.println();
        print.print(evidence.yaml());
    }

    private static String counts(GroupCounts counts) {
        return "prompts: %d drawn, %d asked, %d not needed any more, %d left, %d not permitted, %d without an answer of the reference%nanswers: %d that a member could not give, %d that could not be compared%nspent: %s of %s USD"
                .formatted(
                        counts.drawn(),
                        counts.asked(),
                        counts.decided(),
                        counts.left(),
                        counts.notPermitted(),
                        counts.withoutReference(),
                        counts.failed(),
                        counts.unscored(),
                        counts.spentUsd() == null
                                ? "0"
                                : counts.spentUsd().stripTrailingZeros().toPlainString(),
                        counts.maxUsd().stripTrailingZeros().toPlainString());
    }

    private static void row(Table table, Finding finding) {
        PairedTest test = finding.test();
        table.row(
                finding.member().toString(),
                finding.task().label(),
                Integer.toString(test.pairs()),
                test.pairs() == 0 ? "-" : "%+.3f".formatted(test.mean()),
                test.pairs() == 0 ? "-" : "%+.3f".formatted(test.atLeast()),
                Long.toString(test.needed()),
                switch (test.verdict()) {
                    case VERIFIED -> "verified after " + test.decidedAt();
                    case INFERIOR -> "inferior, found after " + test.decidedAt();
                    case OPEN -> "not yet";
                });
    }
}
