package io.promptyard.chaos;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.chaos.ChaosCampaign.Ran;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.check.Blow;
import io.promptyard.chaos.check.Findings;
import io.promptyard.chaos.check.RepeatReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A line of each run, the sums of each delivery, and which faults were dealt. */
final class CampaignReport {
    private static final String[] HEAD = {
        "seed",
        "topology",
        "delivery",
        "faults",
        "kills",
        "accepted",
        "lost",
        "duplicates",
        "calls",
        "repeated",
        "open",
        "not acknowledged",
        "old owner",
        "unexplained",
        "kept"
    };
    private static final List<ToLongFunction<Findings>> COUNTS = List.of(
            Findings::blows,
            Findings::kills,
            Findings::accepted,
            Findings::lost,
            Findings::duplicates,
            Findings::calls,
            Findings::repeats,
            found -> found.repeated().getOrDefault(RepeatReason.OPEN, 0L),
            found -> found.repeated().getOrDefault(RepeatReason.UNACKNOWLEDGED, 0L),
            found -> found.repeated().getOrDefault(RepeatReason.OLD_OWNER, 0L),
            Findings::unexplained);

    private CampaignReport() {}

    /** @param command that runs the campaign again */
    static Report of(String command, List<Ran> runs) {
        List<String> notes = new ArrayList<>();
        long kept = runs.stream().filter(Ran::kept).count();
        notes.add(kept + " of " + runs.size() + " runs kept what is promised.");
        for (Ran ran : runs) {
            if (!ran.kept()) {
                notes.add(ran.toString());
                ran.ended().ifPresent(ended -> notes.addAll(ended.findings().examples()));
            }
        }
        return new Report("chaos", command, Machine.describe(), List.of(runs(runs), faults(runs)), notes);
    }

    private static Figures runs(List<Ran> runs) {
        Builder rows = Figures.of("Runs", HEAD);
        for (Ran ran : runs) {
            rows.row(cells(
                    Cells.of(ran.settings().schedule().seed()),
                    ran.settings().schedule().topology().label(),
                    ChaosReport.delivery(ran.settings()),
                    List.of(ran),
                    ran.kept() ? "yes" : "NO"));
        }
        for (boolean exactlyOnce : List.of(false, true)) {
            List<Ran> those = of(runs, exactlyOnce);
            if (!those.isEmpty()) {
                long kept = those.stream().filter(Ran::kept).count();
                rows.row(cells(
                        "sum",
                        "",
                        ChaosReport.delivery(those.getFirst().settings()),
                        those,
                        kept + " of " + those.size()));
            }
        }
        return rows.build();
    }

    private static String[] cells(String seed, String topology, String delivery, List<Ran> runs, String kept) {
        List<Findings> found = runs.stream()
                .flatMap(ran -> ran.ended().stream())
                .map(Ended::findings)
                .toList();
        Stream<String> counts = COUNTS.stream()
                .map(count -> found.isEmpty()
                        ? "-"
                        : Cells.of(found.stream().mapToLong(count).sum()));
        return Stream.of(Stream.of(seed, topology, delivery), counts, Stream.of(kept))
                .flatMap(cells -> cells)
                .toArray(String[]::new);
    }

    private static List<Ran> of(List<Ran> runs, boolean exactlyOnce) {
        return runs.stream()
                .filter(ran -> ran.settings().exactlyOnce() == exactlyOnce)
                .toList();
    }

    private static Figures faults(List<Ran> runs) {
        Builder rows = Figures.of("Faults dealt", "fault", "target", "at-least-once", "exactly-once");
        Map<String, Long> atLeastOnce = dealt(of(runs, false));
        Map<String, Long> exactlyOnce = dealt(of(runs, true));
        Map<String, Long> all = new TreeMap<>(atLeastOnce);
        all.putAll(exactlyOnce);
        for (String fault : all.keySet()) {
            String[] parts = fault.split(" ", 2);
            rows.row(
                    parts[0],
                    parts[1],
                    Cells.of(atLeastOnce.getOrDefault(fault, 0L)),
                    Cells.of(exactlyOnce.getOrDefault(fault, 0L)));
        }
        return rows.build();
    }

    private static Map<String, Long> dealt(List<Ran> runs) {
        Map<String, Long> dealt = new TreeMap<>();
        runs.stream()
                .flatMap(ran -> ran.ended().stream())
                .flatMap(ended -> ended.blows().stream())
                .filter(Blow::dealt)
                .forEach(blow -> dealt.merge(
                        blow.fault().kind().label() + " " + blow.fault().target(), 1L, Long::sum));
        return dealt;
    }
}
