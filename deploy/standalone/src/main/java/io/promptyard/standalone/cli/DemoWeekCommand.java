package io.promptyard.standalone.cli;

import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.runtime.ShippedClassifier;
import io.promptyard.standalone.week.ReferenceFile;
import io.promptyard.standalone.week.UnknownOutcomeException;
import io.promptyard.standalone.week.WeekPrompt;
import io.promptyard.standalone.week.WeekPrompts;
import io.promptyard.standalone.week.WeekTraffic;
import io.promptyard.standalone.week.WeekWriter;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "week",
        description =
                "Write a week of recorded traffic to topics, as the configured policy would have decided it, to try replays on.",
        mixinStandardHelpOptions = true)
final class DemoWeekCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster;

    @Option(
            names = "--lane",
            paramLabel = "NAME",
            defaultValue = "lastweek",
            description = "whose topics to write, one that no router serves (lastweek)")
    private String laneName;

    @Option(names = "--times", paramLabel = "N", defaultValue = "3", description = "how often each prompt comes (3)")
    private int times;

    @Option(names = "--rated", paramLabel = "SHARE", defaultValue = "0.5", description = "share of answers rated (0.5)")
    private double rated;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "of all chance (42)")
    private long seed;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "3", description = "of new topics (3)")
    private int partitions;

    @Option(
            names = "--references",
            paramLabel = "F",
            description = "file to write the right answers to, as JSON lines, for replay --references")
    private @Nullable Path references;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(times >= 1, "--times: must be at least 1", times);
        check(rated >= 0 && rated <= 1, "--rated: must be from 0 to 1", rated);
        check(partitions >= 1, "--partitions: must be at least 1", partitions);
        ClusterOption.Lane where = cluster.lane(spec.commandLine());
        TopicNames topics = topics(where);
        RouterConfig config = cluster.router();
        List<WeekPrompt> prompts = WeekPrompts.load();
        // What a classification took is not part of what is made up.
        PromptClassifier classifier = ShippedClassifier.of(config, () -> 0L);
        WeekTraffic traffic = new WeekTraffic(config, classifier::classify, rated, seed);
        ReferenceFile right = new ReferenceFile();
        try (WeekWriter writer = WeekWriter.open(where.address(), topics, config, partitions)) {
            traffic.make(prompts, times, Instant.now(), recorded -> {
                writer.write(recorded);
                right.add(recorded.prompt().id(), recorded.solution());
            });
            writer.flush();
            if (references != null) {
                right.write(references);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%d requests of seven days written to %s*%n", writer.requests(), topics.prefix());
            out.flush();
            return CommandLine.ExitCode.OK;
        } catch (UnknownOutcomeException e) {
            throw new FileSystemException(e.getMessage());
        }
    }

    private TopicNames topics(ClusterOption.Lane where) {
        try {
            return where.topics().ofLane(laneName);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--lane: " + e.getMessage(), e);
        }
    }

    private void check(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new CommandLine.ParameterException(spec.commandLine(), rule + " (got " + got + ")");
        }
    }
}
