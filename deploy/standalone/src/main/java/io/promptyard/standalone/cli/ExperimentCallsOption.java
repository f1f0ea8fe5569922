package io.promptyard.standalone.cli;

import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.replay.judge.RubricJudge;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.replay.live.ExperimentId;
import io.promptyard.standalone.replay.live.LiveOptions;
import io.promptyard.standalone.replay.live.LiveReplay;
import io.promptyard.standalone.replay.live.References;
import io.promptyard.standalone.week.KnownAnswers;
import io.promptyard.standalone.week.WeekPrompts;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** An experiment that calls providers, and costs money: how much, who scores the answers, and how it goes. */
final class ExperimentCallsOption {
    private static final int CHANCES = 36 * 36 * 36 * 36;
    private static final int LETTERS_AND_DIGITS = 36;
    private static final int LINES = 20;

    @Option(
            names = "--max-usd",
            paramLabel = "USD",
            description = "with --live: the most that answers and judges may cost, over all runs")
    private @Nullable BigDecimal maxUsd;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the draw: the same one draws the same prompts (default: 1)")
    private long seed = 1;

    @Option(
            names = "--judge",
            paramLabel = "SCORER",
            description =
                    "pairwise:MODEL, rubric:MODEL, exact, regex, regex:PATTERN, json-schema:FILE or similarity; may be repeated")
    private List<String> judges = List.of();

    @Option(names = "--rubric", paramLabel = "FILE", description = "what a good answer is, for rubric:MODEL")
    private @Nullable Path rubric;

    @Option(
            names = "--references",
            paramLabel = "FILE",
            description = "what was expected: JSON lines with id and expected")
    private @Nullable Path references;

    @Option(
            names = "--reference-tag",
            paramLabel = "TAG",
            description = "tag of a prompt that says what was expected (default: expected)")
    private String referenceTag = References.TAG;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "prompts at once, and calls of each provider (default: 4)")
    private int concurrency = LiveOptions.CONCURRENCY;

    @Option(names = "--resume", paramLabel = "EXPERIMENT", description = "go on with one that was stopped or killed")
    private @Nullable String resume;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "local state while it runs (default: ./data)")
    private Path dataDir = Path.of("data");

    /** Where the traffic is, which of it, and what the experiment is called. */
    record Traffic(
            ClusterAddress cluster, TopicNames topics, PeriodOption.Period period, PromptFilter filter, String name) {}

    /** What is done under these options. */
    interface Body {
        int run(LiveOptions options) throws IOException, InterruptedException;
    }

    boolean hasScorers() {
        return !judges.isEmpty();
    }

    /**
     * With scorers that are open for as long as it takes.
     *
     * @param rate of the prompts, above 0 and 1 at most
     */
    int with(CommandLine line, LoadedConfig candidate, Traffic traffic, double rate, Body body)
            throws IOException, InterruptedException {
        if (maxUsd == null) {
            throw bad(line, "--max-usd", "must be given with --live");
        }
        String by = rubric == null ? RubricJudge.USUAL : Files.read(rubric);
        try (ScorerChoice scorers = new ScorerChoice(candidate.router(), by)) {
            for (String each : judges) {
                add(scorers, each, line);
            }
            return body.run(options(line, candidate, traffic, rate, scorers));
        }
    }

    private static void add(ScorerChoice scorers, String name, CommandLine line) throws IOException {
        try {
            scorers.add(name);
        } catch (IllegalArgumentException e) {
            throw bad(line, "--judge", e.getMessage());
        }
    }

    private LiveOptions options(
            CommandLine line, LoadedConfig candidate, Traffic traffic, double rate, ScorerChoice scorers)
            throws IOException {
        References known = references(line);
        try {
            return new LiveOptions(
                    new LiveOptions.Place(traffic.cluster(), traffic.topics(), dataDir),
                    new LiveOptions.Candidate(
                            candidate.router(),
                            candidate.simulated(),
                            SimulatorSettings.defaults().key(KnownAnswers.of(WeekPrompts.load()))),
                    new LiveOptions.Draw(
                            traffic.period().from(), traffic.period().to(), rate, seed, traffic.filter()),
                    traffic.name(),
                    Objects.requireNonNull(maxUsd),
                    concurrency,
                    scorers.scorers(known),
                    resume == null ? null : new ExperimentId(resume));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--live: " + e.getMessage(), e);
        }
    }

    private References references(CommandLine line) throws IOException {
        if (references == null) {
            return References.of(List.of(), referenceTag);
        }
        try {
            return References.of(Files.read(references).lines().toList(), referenceTag);
        } catch (IllegalArgumentException e) {
            throw bad(line, "--references", e.getMessage());
        }
    }

    /** A run that can be stopped. */
    interface Run<R> {
        R run() throws IOException, InterruptedException;
    }

    /** What becomes of what a run found; says whether the run came to its end. */
    interface Ending<R> {
        boolean told(R result) throws IOException;
    }

    /**
     * Runs it to its end or until the process is told to stop, and is told of the result in either case.
     *
     * @return the exit code: 1 when it was stopped before its end
     */
    <R> int untilStopped(CommandLine line, Run<R> run, Runnable stop, Ending<R> ending)
            throws IOException, InterruptedException {
        return new OrderlyStop(stop, Main::halt).run(line, () -> {
            boolean whole = ending.told(resumable(line, run));
            return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private <R> R resumable(CommandLine line, Run<R> run) throws IOException, InterruptedException {
        try {
            return run.run();
        } catch (IllegalArgumentException e) {
            if (resume == null) {
                throw e;
            }
            throw bad(line, "--resume", e.getMessage());
        }
    }

    /** Where a run was stopped. */
    static void sayHowToGoOn(CommandLine line, ExperimentId id) {
        line.getErr().println("stopped before its end; go on with the same command and --resume " + id);
        line.getErr().flush();
    }

    /** What tells experiments of one second apart. */
    static String chance() {
        String digits = Integer.toString(ThreadLocalRandom.current().nextInt(CHANCES), LETTERS_AND_DIGITS);
        return "0".repeat(4 - digits.length()) + digits;
    }

    static CommandLine.ParameterException bad(CommandLine line, String flag, String why) {
        return new CommandLine.ParameterException(line, flag + ": " + why);
    }

    /** No more lines than that, however many prompts there are; the last always. */
    static boolean isWorthALine(long prompts, long all) {
        return prompts * LINES / all > (prompts - 1) * LINES / all || all <= LINES;
    }

    /** Before the first prompt is sent, also of an experiment that is gone on with. */
    interface Beginning {
        void begun(ExperimentId id) throws IOException;
    }

    /** Says on the error output how far it is. */
    static LiveReplay.Listener progress(CommandLine line, Beginning beginning) {
        return new Progress(line, beginning);
    }

    private record Progress(CommandLine line, Beginning beginning) implements LiveReplay.Listener {
        @Override
        public void begun(ExperimentId id, int prompts) throws IOException {
            beginning.begun(id);
            say("experiment " + id + ": " + prompts + " prompts");
        }

        @Override
        public void done(int prompts, int all) {
            if (isWorthALine(prompts, all)) {
                say(prompts + " of " + all);
            }
        }

        private void say(String words) {
            PrintWriter err = line.getErr();
            synchronized (err) {
                err.println(words);
                err.flush();
            }
        }
    }
}
