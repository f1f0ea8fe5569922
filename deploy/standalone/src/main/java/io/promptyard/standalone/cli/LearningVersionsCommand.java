package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "versions",
        description = "The models that are kept, the newest first.",
        mixinStandardHelpOptions = true)
final class LearningVersionsCommand implements Callable<Integer> {
    @Mixin
    private LearningOption learning;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return learning.list(spec.commandLine());
    }
}
