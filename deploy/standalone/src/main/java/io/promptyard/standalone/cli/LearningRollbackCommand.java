package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rollback",
        description = "Use the model that was used before, and learn nothing until 'learning resume'.",
        mixinStandardHelpOptions = true)
final class LearningRollbackCommand implements Callable<Integer> {
    @Mixin
    private LearningOption learning;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return learning.run(spec.commandLine(), desk -> desk.rollBack());
    }
}
