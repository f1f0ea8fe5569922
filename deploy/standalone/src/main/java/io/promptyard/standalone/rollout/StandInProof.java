package io.promptyard.standalone.rollout;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Verification;
import io.promptyard.standalone.config.StandIns;
import io.promptyard.standalone.experiments.EquivalenceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the evidence of a configuration is in the experiments of the running system: that each piece names one that has tested equivalence and ended, that this verified each of its
 * members on each of its tasks, held against a member of the group or in a test of that group, and that it holds for as long as the configuration says. Evidence that has expired by the configuration's own words decides nothing, and is not looked at.
 */
public final class StandInProof {
    private static final String NEVER = "never";

    private final Function<String, Optional<ExperimentRecord>> experiments;
    private final Instant now;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private StandInProof(Function<String, Optional<ExperimentRecord>> experiments, Instant now) {
        this.experiments = experiments;
        this.now = now;
    }

    /** Whether there is anything to look up. */
    public static boolean isNeeded(RouterConfig config, Instant now) {
        return StandIns.asked(config).stream()
                .flatMap(group -> group.evidence().stream())
                .anyMatch(each -> decides(each, now));
    }

    /** @param experiments of the running system, by id */
    public static List<ConfigProblem> problems(
            RouterConfig config, Function<String, Optional<ExperimentRecord>> experiments, Instant now) {
        StandInProof proof = new StandInProof(experiments, now);
        StandIns.asked(config).forEach(proof::check);
        return List.copyOf(proof.problems);
    }

    private static boolean decides(Verification evidence, Instant now) {
        return !evidence.tasks().isEmpty() && !evidence.isOver(now);
    }

    private void check(FallbackGroup group) {
        for (int i = 0; i < group.evidence().size(); i++) {
            Verification evidence = group.evidence().get(i);
            if (decides(evidence, now)) {
                check(StandIns.path(group, i), group, evidence);
            }
        }
    }

    private void check(String path, FallbackGroup group, Verification evidence) {
        if (evidence.report().isBlank()) {
            add(path + ".report", "must name the experiment that verified it", "nothing");
            return;
        }
        EquivalenceReport report = report(path + ".report", evidence.report());
        if (report == null) {
            return;
        }
        if (!group.members().contains(report.reference()) && !report.group().equals(group.name())) {
            add(
                    path + ".report",
                    "must be of this group, or have held against one of its members",
                    evidence.report() + ", of group " + report.group() + " against " + report.reference());
        }
        String missing = missing(evidence, report);
        if (!missing.isEmpty()) {
            add(path + ".tasks", "must be verified of each member by " + evidence.report(), missing);
        }
        if (!now.isBefore(report.expires())) {
            add(path + ".report", "must not have expired", evidence.report() + ", until " + report.expires());
        } else if (evidence.expires() == null || evidence.expires().isAfter(report.expires())) {
            add(
                    path + ".expires",
                    "must be no later than " + report.expires() + ", when " + evidence.report() + " expires",
                    evidence.expires() == null ? NEVER : evidence.expires().toString());
        }
    }

    private @Nullable EquivalenceReport report(String path, String id) {
        ExperimentRecord record = experiments.apply(id).orElse(null);
        if (record == null) {
            add(path, "must be an experiment of the running system", "\"" + id + "\"");
            return null;
        }
        Optional<EquivalenceReport> report = record.kind() == ExperimentRecord.Kind.EQUIVALENCE && hasEnded(record)
                ? EquivalenceReport.read(record.report())
                : Optional.empty();
        if (report.isEmpty()) {
            add(
                    path,
                    "must be an experiment that has tested equivalence ('experiments verify --save')",
                    id + ": " + record.kind() + ", " + record.state());
        }
        return report.orElse(null);
    }

    private static boolean hasEnded(ExperimentRecord record) {
        return switch (record.state()) {
            case FINISHED, PROMOTED -> true;
            case UNKNOWN, RUNNING, STOPPED -> false;
        };
    }

    /** By member, what the report does not say of it. */
    private static String missing(Verification evidence, EquivalenceReport report) {
        return evidence.members().stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .map(member -> missing(member, evidence, report))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String missing(Target member, Verification evidence, EquivalenceReport report) {
        String tasks = new TreeSet<>(evidence.tasks())
                .stream()
                        .filter(task -> !report.hasVerified(member, task))
                        .map(Task::label)
                        .collect(Collectors.joining(", "));
        return tasks.isEmpty() ? "" : member + " on " + tasks;
    }

    private void add(String path, String rule, String got) {
        problems.add(new ConfigProblem(path, rule, got));
    }
}
