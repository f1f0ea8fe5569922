package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "activate",
        description = "Use a version, and learn nothing until 'learning resume'.",
        mixinStandardHelpOptions = true)
final class LearningActivateCommand implements Callable<Integer> {
    @Mixin
    private LearningOption learning;

    @Parameters(paramLabel = "VERSION", description = "one of 'learning versions', or built-in")
    private String version;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return learning.run(spec.commandLine(), desk -> desk.activate(version));
    }
}
