package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Which model is used, and what it was learnt from.",
        mixinStandardHelpOptions = true)
final class LearningStatusCommand implements Callable<Integer> {
    @Mixin
    private LearningOption learning;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return learning.run(spec.commandLine(), desk -> desk.status());
    }
}
