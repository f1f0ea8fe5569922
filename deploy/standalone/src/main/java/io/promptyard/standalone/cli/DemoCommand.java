package io.promptyard.standalone.cli;

import io.promptyard.model.ProviderId;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.demo.Demo;
import io.promptyard.standalone.demo.DemoOptions;
import io.promptyard.standalone.demo.DemoOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        subcommands = DemoWeekCommand.class,
        description = "Route real prompts from nothing, with everything in this process; no key or network needed.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--prompts", paramLabel = "N", defaultValue = "200", description = "how many (default: 200)")
    private int prompts;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "of all chance (default: 42)")
    private long seed;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "state (default: a temporary directory)")
    private @Nullable Path dataDir;

    @Option(names = "--real", description = "call the providers whose API key is set: that costs money")
    private boolean real;

    @Option(names = "--keep", description = "keep serving afterwards, until stopped")
    private boolean keep;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (prompts < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--prompts: must be at least 1 (got " + prompts + ")");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("promptyard demo: %d prompts, half through the gateway, half through the topic%n", prompts);
        out.flush();
        LoadedConfig config =
                new ConfigLoader(System.getenv(), Map.of()).readBuiltIn().orThrow();
        DemoOptions options = new DemoOptions(prompts, seed, dataDir, real, DemoOptions.INTERVAL);
        long begun = System.nanoTime();
        Demo demo = Demo.start(config, options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(demo::close));
        try {
            announce(out, demo, config, Duration.ofNanos(System.nanoTime() - begun));
            DemoOutcome outcome = run(out, demo);
            DemoTables.print(out, outcome);
            int code = verdict(out, outcome);
            if (keep) {
                serve(out, demo);
            }
            return code;
        } finally {
            demo.close();
        }
    }

    private void announce(PrintWriter out, Demo demo, LoadedConfig config, Duration took) {
        out.printf(
                "ready after %.1f s: broker, schema registry, router, a worker per provider and gateway, in this process%n%n",
                took.toMillis() / 1000.0);
        out.println("simulated   " + names(demo.simulated()));
        out.println(
                "            no provider is called and nothing is spent: answers are made up, tokens are counted on");
        out.println("            them, and money below is list prices times those tokens");
        Set<ProviderId> others = new TreeSet<>(config.router().providers().keySet());
        others.removeAll(demo.simulated());
        if (!others.isEmpty()) {
            out.println("real        " + names(others) + ": this costs money");
        }
        Set<ProviderId> spared = new TreeSet<>(demo.simulated());
        spared.removeAll(config.keyless());
        if (!spared.isEmpty()) {
            out.println("            the keys of " + names(spared) + " are set and not used; --real would call them");
        }
        String label = "to go wrong";
        for (String line : demo.script()) {
            out.printf("%-11s %s%n", label, line);
            label = "";
        }
        out.println();
        out.flush();
    }

    private static String names(Set<ProviderId> providers) {
        return providers.stream().map(ProviderId::value).collect(Collectors.joining(", "));
    }

    private static DemoOutcome run(PrintWriter out, Demo demo) throws InterruptedException {
        try (ProgressLine line = new ProgressLine(out, Terminal.isThere())) {
            return demo.run(line::show);
        }
    }

    private static int verdict(PrintWriter out, DemoOutcome outcome) {
        if (outcome.problems().isEmpty()) {
            out.printf(
                    "%nOK: each of %d prompts got exactly one terminal response; senders, topics and the simulator's books agree%n",
                    outcome.summary().prompts());
        } else {
            out.println();
            outcome.problems().forEach(problem -> out.println("FAILED: " + problem));
        }
        out.flush();
        return outcome.problems().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Ends with the process. */
    private static void serve(PrintWriter out, Demo demo) throws InterruptedException {
        out.println();
        demo.promptyard().gatewayUrl().ifPresent(url -> out.println("gateway     " + url));
        out.println("kafka       " + demo.promptyard().bootstrapServers());
        out.println("registry    " + demo.promptyard().registryUrl());
        out.println("management  " + demo.promptyard().managementUrl());
        out.println("serving until stopped");
        out.flush();
        new CountDownLatch(1).await();
    }
}
