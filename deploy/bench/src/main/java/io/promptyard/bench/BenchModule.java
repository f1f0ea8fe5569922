package io.promptyard.bench;

import io.promptyard.standalone.cli.CommandModule;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Makes {@code bench} known to the launcher, and the suites to {@code bench}. */
public final class BenchModule implements CommandModule {
    @Override
    public Object command() {
        CommandLine bench = new CommandLine(new BenchCommand());
        ServiceLoader.load(BenchSuite.class).forEach(suite -> bench.addSubcommand(suite.command()));
        return bench;
    }
}
