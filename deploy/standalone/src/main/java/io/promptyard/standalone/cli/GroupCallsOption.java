package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.replay.live.GroupAsked;
import io.promptyard.standalone.replay.live.GroupReplay;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A test of a group that asks its members, and costs money. */
final class GroupCallsOption {
    /** Of the pairs needed by what is planned: half as many more are seldom enough, where scores vary more than they were thought to. */
    private static final int ALLOWANCE = 2;

    private static final double ALL = 1;

    @Option(
            names = "--live",
            description = "ask the reference and the members the prompts of the log until it is decided: costs money")
    private boolean live;

    @Option(
            names = "--prompts",
            paramLabel = "N",
            description = "with --live: of each task, at most (default: twice the pairs that equals need)")
    private @Nullable Integer most;

    @Mixin
    private ExperimentCallsOption calls;

    boolean isAsked() {
        return live;
    }

    /** How many prompts of a task there may be. */
    int most(long needed) {
        return most == null ? (int) Math.min(Integer.MAX_VALUE, ALLOWANCE * needed) : most;
    }

    /**
     * @return the exit code of what the ending says
     * @throws CommandLine.ParameterException when nothing says which answer is better
     */
    int run(
            CommandLine line,
            LoadedConfig config,
            ExperimentCallsOption.Traffic traffic,
            GroupAsked asked,
            ExperimentCallsOption.Beginning beginning,
            ExperimentCallsOption.Ending<GroupReplay.Result> ending)
            throws IOException, InterruptedException {
        if (!calls.hasScorers()) {
            throw ExperimentCallsOption.bad(
                    line, "--judge", "must be given with --live, to say which answer is better");
        }
        return calls.with(line, config, traffic, ALL, options -> {
            GroupReplay replay = new GroupReplay(
                    options,
                    asked,
                    Clock.systemUTC(),
                    ExperimentCallsOption::chance,
                    ExperimentCallsOption.progress(line, beginning));
            return calls.untilStopped(line, replay::run, replay::stop, result -> {
                boolean good = ending.told(result);
                if (!result.whole()) {
                    ExperimentCallsOption.sayHowToGoOn(line, result.id());
                }
                return good && result.whole();
            });
        });
    }
}
