package io.promptyard.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "dead-letters",
        description = "Look at dead letters of a running system, and send their prompts again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|export|redrive",
        subcommands = {
            LettersListCommand.class,
            LettersShowCommand.class,
            LettersExportCommand.class,
            LettersRedriveCommand.class
        })
final class DeadLettersCommand implements Runnable {
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
