package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.feedback.LearntLabels;
import io.promptyard.serde.RecordFields;
import io.promptyard.standalone.learning.LearningDesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands of {@code learning} share: where the system is, and how its state is printed. */
final class LearningOption {
    @Mixin
    private ClusterOption cluster;

    @Option(names = "--json", description = "JSON, for machines")
    private boolean json;

    /** What a command does at the desk. */
    interface Work {
        LearningDesk.Status at(LearningDesk desk) throws IOException;
    }

    int run(CommandLine line, Work work) throws IOException {
        ClusterOption.Lane lane = cluster.lane(line);
        LearningDesk.Status status;
        try (LearningDesk desk = LearningDesk.open(lane.address(), lane.topics(), Clock.systemUTC())) {
            status = work.at(desk);
        }
        PrintWriter out = line.getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(fields(status)));
        } else {
            out.println("in use: " + status.version() + (status.pinned() ? ", pinned: nothing is learnt" : ""));
            status.used().ifPresent(model -> print(out, model));
            if (status.labelsSince() != null) {
                out.println("labels: only those since " + status.labelsSince());
            }
            out.println("kept:   " + status.versions().size() + " versions");
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static void print(PrintWriter out, LearnedModel model) {
        out.println("learnt: " + model.createdAt() + " from " + model.labels() + " labels, after " + model.base());
        LearntFrom from = LearntLabels.of(model);
        if (!Instant.EPOCH.equals(from.from())) { // an earlier version did not keep it
            out.println("from:   prompts asked from " + from.from() + " to " + from.to());
        }
    }

    int list(CommandLine line) throws IOException {
        ClusterOption.Lane lane = cluster.lane(line);
        LearningDesk.Status status;
        try (LearningDesk desk = LearningDesk.open(lane.address(), lane.topics(), Clock.systemUTC())) {
            status = desk.status();
        }
        PrintWriter out = line.getOut();
        if (json) {
            out.println(new JsonMapper()
                    .writeValueAsString(status.versions().stream()
                            .map(LearningOption::fields)
                            .toList()));
        } else {
            Table table = new Table("version", "learnt", "after", "labels", "brier before", "brier after", "");
            for (LearnedModel model : status.versions()) {
                table.row(
                        model.version(),
                        model.createdAt().toString(),
                        model.base(),
                        Long.toString(model.labels()),
                        figure(model, "brier.before"),
                        figure(model, "brier.after"),
                        model.version().equals(status.version()) ? "in use" : "");
            }
            table.print(out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String figure(LearnedModel model, String name) {
        Double value = model.metrics().get(name);
        return value == null ? "-" : String.format(java.util.Locale.ROOT, "%.4f", value);
    }

    private static Map<String, @Nullable Object> fields(LearnedModel model) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(RecordFields.of(model));
        fields.remove("weights");
        return fields;
    }

    private static Map<String, @Nullable Object> fields(LearningDesk.Status status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Instant since = status.labelsSince();
        fields.put("version", status.version());
        fields.put("pinned", status.pinned());
        fields.put("labelsSince", since == null ? null : since.toEpochMilli());
        fields.put("model", status.used().map(LearningOption::fields).orElse(null));
        return fields;
    }
}
