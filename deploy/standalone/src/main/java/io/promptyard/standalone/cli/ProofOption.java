package io.promptyard.standalone.cli;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.InvalidConfigException;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.rollout.StandInProof;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whether evidence of stand-ins must be among the experiments of the running system. */
final class ProofOption {
    @Option(
            names = "--unproven",
            description =
                    "warn, and go on, where evidence of stand-ins is not in the experiments of the running system")
    private boolean unproven;

    /** @throws InvalidConfigException with everything that is missing, unless it was told to go on */
    void check(CommandLine line, ClusterOption.Lane lane, RouterConfig config) throws IOException {
        List<ConfigProblem> problems = problems(lane, config);
        if (!problems.isEmpty() && !unproven) {
            throw new InvalidConfigException(problems);
        }
        warn(line, problems);
    }

    /** Says what would be refused, and refuses nothing. */
    void tell(CommandLine line, ClusterOption.Lane lane, RouterConfig config) throws IOException {
        warn(line, problems(lane, config));
    }

    private static void warn(CommandLine line, List<ConfigProblem> problems) {
        problems.forEach(each -> line.getErr().println("warning: " + each));
        line.getErr().flush();
    }

    private static List<ConfigProblem> problems(ClusterOption.Lane lane, RouterConfig config) throws IOException {
        Instant now = Instant.now();
        if (!StandInProof.isNeeded(config, now)) {
            return List.of();
        }
        Map<String, ExperimentRecord> experiments = experiments(lane);
        return StandInProof.problems(config, id -> Optional.ofNullable(experiments.get(id)), now);
    }

    private static Map<String, ExperimentRecord> experiments(ClusterOption.Lane lane) throws IOException {
        try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics())) {
            return registry.list().stream().collect(Collectors.toMap(ExperimentRecord::id, Function.identity()));
        } catch (UnknownTopicOrPartitionException e) {
            return Map.of(); // a system that keeps no experiments has none
        }
    }
}
