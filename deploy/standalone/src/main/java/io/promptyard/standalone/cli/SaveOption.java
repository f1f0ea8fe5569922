package io.promptyard.standalone.cli;

import io.promptyard.model.ExperimentRecord.State;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.ExperimentRecords;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ReportFiles;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What becomes of a replay's report beside being shown. */
final class SaveOption {
    @Option(
            names = "--no-save",
            description = "leave no experiment behind (default: 'experiments' shows it from then on)")
    private boolean notKept;

    @Option(names = "--html", paramLabel = "FILE", description = "write the report as one page, too")
    private @Nullable Path html;

    /** Leaves word of a live replay that begins, so that one that is killed is found again and can be gone on with. */
    void begun(
            ClusterAddress cluster,
            TopicNames names,
            String id,
            String name,
            String candidateVersion,
            String candidateConfig)
            throws IOException {
        if (!notKept) {
            try (ExperimentRegistry registry = ExperimentRegistry.open(cluster, names)) {
                registry.put(ExperimentRecords.running(
                        id, name, Clock.systemUTC().instant(), candidateVersion, candidateConfig));
            }
        }
    }

    /**
     * Writes the page first, which needs no broker.
     *
     * @param whole whether the replay came to its end
     * @param candidateConfig the text of the candidate's file
     */
    void save(
            CommandLine line,
            ClusterAddress cluster,
            TopicNames names,
            ReplayReport report,
            boolean whole,
            String candidateConfig)
            throws IOException {
        if (html != null) {
            ReportFiles.html(html, report, candidateConfig);
            line.getErr().println("written: " + html);
        }
        if (!notKept) {
            try (ExperimentRegistry registry = ExperimentRegistry.open(cluster, names)) {
                registry.put(ExperimentRecords.of(report, whole ? State.FINISHED : State.STOPPED, candidateConfig));
            }
            line.getErr().println("saved: experiment " + report.id());
        }
        line.getErr().flush();
    }
}
