package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "reset",
        description = "Forget the failures of a target, or of a provider with its keys and all its targets.",
        mixinStandardHelpOptions = true)
final class ProvidersResetCommand implements Callable<Integer> {
    @Mixin
    private ManagementOption management;

    @Parameters(paramLabel = "TARGET", description = "provider/model, or a provider")
    private String target;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        management.post("/providers/" + target + "/reset");
        spec.commandLine().getOut().println("reset: " + target);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
