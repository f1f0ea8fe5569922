package io.promptyard.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "experiments",
        description = "Look at experiments with routing policies and what came of them, and promote a candidate.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|compare|promote|verify",
        subcommands = {
            ExperimentsListCommand.class,
            ExperimentsShowCommand.class,
            ExperimentsCompareCommand.class,
            ExperimentsPromoteCommand.class,
            ExperimentsVerifyCommand.class
        })
final class ExperimentsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new CommandLine.ParameterException(
                line,
                "one of these is needed: "
                        + String.join(", ", line.getSubcommands().keySet()));
    }
}
