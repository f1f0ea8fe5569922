package io.promptyard.standalone.cli;

import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.replay.live.LiveReplay;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A replay that calls providers, and costs money: what is asked of it, and how it goes. */
final class LiveReplayOption {
    @Option(
            names = "--live",
            description = "send a sample through the configuration and score the answers: costs money")
    private boolean live;

    @Option(names = "--sample", paramLabel = "SHARE", description = "of the prompts, such as 2%% (default: 2%%)")
    private String sample = "2%";

    @Mixin
    private ExperimentCallsOption calls;

    boolean isAsked() {
        return live;
    }

    /** What is left of the experiment for others to see. */
    interface Keeper extends ExperimentCallsOption.Beginning {
        /** @param whole whether it came to its end */
        void ended(ReplayReport report, boolean whole) throws IOException;
    }

    /** @return the exit code: 1 when it was stopped before its end */
    int run(CommandLine line, LoadedConfig candidate, ExperimentCallsOption.Traffic traffic, Keeper keeper)
            throws IOException, InterruptedException {
        return calls.with(line, candidate, traffic, share(line), options -> {
            LiveReplay replay = new LiveReplay(
                    options,
                    Clock.systemUTC(),
                    ExperimentCallsOption::chance,
                    ExperimentCallsOption.progress(line, keeper));
            return calls.untilStopped(line, replay::run, replay::stop, result -> {
                keeper.ended(result.report(), result.whole());
                if (!result.whole()) {
                    ExperimentCallsOption.sayHowToGoOn(line, result.id());
                }
                return result.whole();
            });
        });
    }

    private double share(CommandLine line) {
        try {
            if (sample.endsWith("%")) {
                return new BigDecimal(sample.substring(0, sample.length() - 1).strip()).doubleValue() / 100;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ExperimentCallsOption.bad(line, "--sample", "must be a share such as 2% (got \"" + sample + "\")");
    }
}
