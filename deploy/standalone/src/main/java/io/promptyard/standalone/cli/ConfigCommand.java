package io.promptyard.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "Change the configuration of a running system, and look at it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "apply|show|withdraw",
        subcommands = {ConfigApplyCommand.class, ConfigShowCommand.class, ConfigWithdrawCommand.class})
final class ConfigCommand implements Runnable {
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
