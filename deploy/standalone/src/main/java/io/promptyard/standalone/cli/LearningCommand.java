package io.promptyard.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "learning",
        description = "Look at what a running system has learnt, and say which of it is used.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "status|versions|activate|rollback|resume",
        subcommands = {
            LearningStatusCommand.class,
            LearningVersionsCommand.class,
            LearningActivateCommand.class,
            LearningRollbackCommand.class,
            LearningResumeCommand.class
        })
final class LearningCommand implements Runnable {
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
