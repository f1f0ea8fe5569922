package io.promptyard.standalone.cli;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.InvalidConfigException;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.experiments.EquivalenceReport;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.rollout.CanaryPlan;
import io.promptyard.standalone.rollout.ConfigDesk;
import io.promptyard.standalone.rollout.EvidencePlan;
import io.promptyard.standalone.rollout.Instance;
import java.io.Console;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promote",
        description =
                "Have every instance decide by the candidate of an experiment from now on, or a share of prompts; or by the evidence that it found of a group.",
        mixinStandardHelpOptions = true)
final class ExperimentsPromoteCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @Parameters(paramLabel = "ID", description = "of the experiment, as 'experiments list' tells it")
    private String id;

    @Mixin
    private ClusterOption cluster;

    @Mixin
    private ProofOption proof;

    @Option(
            names = "--canary",
            paramLabel = "PERCENT",
            description = "only so much of the conversations of each route that the candidate changes, such as 10%%")
    private @Nullable String canary;

    @Option(names = "--live-only", description = "leave what needs a restart as it is, if the candidate differs there")
    private boolean liveOnly;

    @Option(names = "--yes", description = "do not ask first; needed where there is no terminal")
    private boolean yes;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        BigDecimal percent = percent(line);
        if (!yes && !Terminal.isThere()) {
            throw new CommandLine.ParameterException(line, "--yes: must be said where there is no terminal to ask at");
        }
        ClusterOption.Lane lane = cluster.lane(line);
        try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics());
                ConfigDesk desk = ConfigDesk.open(lane.address(), lane.topics(), Clock.systemUTC())) {
            ExperimentRecord record = ExperimentOption.record(registry, id);
            if (record.state() == ExperimentRecord.State.RUNNING) {
                throw new IOException("experiment " + id + " has not ended: " + record.summary());
            }
            ConfigDesk.State before = desk.state();
            LoadedConfig config = config(record, registry, before, percent);
            // evidence is of groups alone: what needs a restart stays as the instances have it, whatever file is read
            // here
            desk.check(config, liveOnly || record.kind() == ExperimentRecord.Kind.EQUIVALENCE);
            proof.check(line, lane, config.router());
            tell(record, config, percent, line);
            if (!yes && !agreed(line)) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            if (!Objects.equals(before.published(), desk.state().published())) {
                throw new IOException(
                        "another configuration was published meanwhile: look at it with 'config show', and promote again");
            }
            desk.publish(config.parts());
            int code = ConfigReport.settled(line, desk, json, PATIENCE);
            if (code == CommandLine.ExitCode.OK) {
                registry.put(record.now(
                        ExperimentRecord.State.PROMOTED, Clock.systemUTC().instant()));
            }
            return code;
        }
    }

    private @Nullable BigDecimal percent(CommandLine line) {
        if (canary == null) {
            return null;
        }
        String number = canary.endsWith("%") ? canary.substring(0, canary.length() - 1) : canary;
        try {
            BigDecimal percent = new BigDecimal(number.strip());
            if (percent.signum() > 0 && percent.compareTo(ALL) <= 0) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new CommandLine.ParameterException(
                line, "--canary: must be a percentage above 0 and up to 100, such as 10% (got \"" + canary + "\")");
    }

    private LoadedConfig config(
            ExperimentRecord record, ExperimentRegistry registry, ConfigDesk.State state, @Nullable BigDecimal percent)
            throws IOException {
        if (record.kind() == ExperimentRecord.Kind.EQUIVALENCE) {
            return evidence(record, registry, state, percent);
        }
        if (record.candidateConfig().isEmpty()) {
            throw new IOException("experiment " + id + " has no candidate to promote");
        }
        ConfigLoader loader = new ConfigLoader(System.getenv(), Map.of());
        LoadedConfig candidate = loader.readForOthers(record.candidateConfig()).orThrow();
        if (percent == null) {
            return candidate;
        }
        String planned = CanaryPlan.of(inForce(state), candidate.parts().live(), percent);
        return loader.readForOthersOver(record.candidateConfig(), planned).orThrow();
    }

    /** What is in force, with what was found of the group. */
    private LoadedConfig evidence(
            ExperimentRecord record, ExperimentRegistry registry, ConfigDesk.State state, @Nullable BigDecimal percent)
            throws IOException {
        if (percent != null) {
            throw new IOException("experiment " + id
                    + " found evidence of a group: it holds for all prompts or for none, promote without --canary");
        }
        EquivalenceReport report = EquivalenceReport.read(record.report())
                .orElseThrow(() -> new IOException("experiment " + id + " has no findings to promote"));
        Predicate<String> newer = other -> registry.get(other)
                .filter(each -> each.createdAt().isAfter(record.createdAt()))
                .isPresent();
        String planned =
                EvidencePlan.of(inForce(state), report, Clock.systemUTC().instant(), newer);
        try {
            return new ConfigLoader(System.getenv(), Map.of())
                    .readForOthersOver(cluster.configText(), planned)
                    .orThrow();
        } catch (InvalidConfigException e) {
            if (cluster.isBuiltIn()) {
                throw new IOException(
                        "what is published does not fit the built-in file: say with --config which file the instances run",
                        e);
            }
            throw e;
        }
    }

    /** What every instance decides by: what is published, or the file that all of them were started with. */
    private String inForce(ConfigDesk.State state) throws IOException {
        if (state.published() != null && state.published().sections() != null) {
            return state.published().sections();
        }
        LoadedConfig own = cluster.forOthers();
        List<Instance> running = state.heard(Clock.systemUTC().instant());
        boolean theirs = running.stream().allMatch(each -> each.said().version().equals(own.version()));
        if (!theirs || running.isEmpty()) {
            throw new IOException((canary == null ? "" : "--canary: ") + "nothing is published, and "
                    + (running.isEmpty() ? "no instance says that it runs" : "the instances run another file")
                    + ": say with --config which file they run");
        }
        return own.parts().live();
    }

    private void tell(ExperimentRecord record, LoadedConfig config, @Nullable BigDecimal percent, CommandLine line) {
        line.getErr().println("experiment " + id + (record.summary().isEmpty() ? "" : ": " + record.summary()));
        boolean changed = percent == null
                && record.kind() != ExperimentRecord.Kind.EQUIVALENCE
                && !record.candidateVersion().equals(config.version());
        if (changed) {
            line.getErr()
                    .println("promptyard: what was tried was " + record.candidateVersion() + ", and is "
                            + config.version() + " now: the built-in catalogue has changed since");
        }
        line.getErr().flush();
    }

    private boolean agreed(CommandLine line) {
        Console console = System.console();
        line.getErr().print("promote it" + (canary == null ? "" : " as a canary of " + canary) + "? [y/N] ");
        line.getErr().flush();
        String answer = console == null ? null : console.readLine();
        boolean agreed =
                answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        if (!agreed) {
            line.getErr().println("nothing changed");
            line.getErr().flush();
        }
        return agreed;
    }
}
