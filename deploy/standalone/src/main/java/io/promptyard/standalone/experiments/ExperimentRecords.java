package io.promptyard.standalone.experiments;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.ExperimentRecord.Kind;
import io.promptyard.model.ExperimentRecord.State;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import java.time.Instant;

/** Replays as the registry keeps them. */
public final class ExperimentRecords {
    private ExperimentRecords() {}

    /** A live replay that has begun, without a report yet. */
    public static ExperimentRecord running(
            String id, String name, Instant at, String candidateVersion, String candidateConfig) {
        return new ExperimentRecord(
                id,
                name,
                Kind.LIVE,
                State.RUNNING,
                at,
                at,
                candidateVersion,
                candidateConfig,
                "runs, or was killed: go on with the same command and --resume " + id,
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
