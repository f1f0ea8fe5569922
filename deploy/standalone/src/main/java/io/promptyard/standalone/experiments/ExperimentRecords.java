package io.promptyard.standalone.experiments;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.ExperimentRecord.Kind;
import io.promptyard.model.ExperimentRecord.State;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import java.time.Instant;

/** Replays as the registry keeps them. */
public final class ExperimentRecords {
    private static final String GOES_ON = "runs, or was killed: go on with the same command and --resume ";

    private ExperimentRecords() {}

    /** A live replay that has begun, without a report yet. */
    public static ExperimentRecord running(
            String id, String name, Instant at, String candidateVersion, String candidateConfig) {
        return new ExperimentRecord(
                id, name, Kind.LIVE, State.RUNNING, at, at, candidateVersion, candidateConfig, GOES_ON + id, "{}");
    }

    /** A test of a fallback group that has begun to ask. */
    public static ExperimentRecord testing(String id, String group, Instant at) {
        return new ExperimentRecord(
                id,
                group,
                Kind.EQUIVALENCE,
                State.RUNNING,
                at,
                at,
                "",
                "",
                "group " + group + ": " + GOES_ON + id,
                "{}");
    }

    /**
     * What a replay found, for {@link ExperimentRegistry#put}.
     *
     * @param state finished, or stopped where something of it was left
     * @param candidateConfig the text of the candidate's file
     */
    public static ExperimentRecord of(ReplayReport report, State state, String candidateConfig) {
        return new ExperimentRecord(
                report.id(),
                report.name(),
                report.mode() == ReplayMode.DRY ? Kind.DRY : Kind.LIVE,
                state,
                report.madeAt(),
                report.madeAt(),
                report.candidateVersion(),
                candidateConfig,
                Verdict.of(report).line(),
                ReportJson.write(report));
    }
}
