package io.promptyard.standalone.cli;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ReportJson;
import java.io.IOException;

/** Experiments that were named. */
final class ExperimentOption {
    private ExperimentOption() {}

    /** @throws IOException that names it, when there is none */
    static ExperimentRecord record(ExperimentRegistry registry, String id) throws IOException {
        return registry.get(id).orElseThrow(() -> new IOException("no experiment " + id));
    }

    /** @throws IOException that names it, when it has no report of a replay */
    static ReplayReport report(ExperimentRecord record) throws IOException {
        return switch (record.kind()) {
            case DRY, LIVE -> {
                if (record.report().equals("{}")) {
                    throw new IOException("experiment " + record.id() + " has no report yet");
                }
                yield ReportJson.read(record.report());
            }
            case EQUIVALENCE, UNKNOWN ->
                throw new IOException(
                        "experiment " + record.id() + " is no replay: only --json and --html show it whole");
        };
    }
}
