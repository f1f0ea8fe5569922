package io.promptyard.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "Change the configuration of a running system, look at it, and list the keys of a file.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "apply|show|withdraw|keys",
        subcommands = {
            ConfigApplyCommand.class,
            ConfigShowCommand.class,
            ConfigWithdrawCommand.class,
            ConfigKeysCommand.class
        })
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
