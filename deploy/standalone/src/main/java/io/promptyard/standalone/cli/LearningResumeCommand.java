package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        description = "Learn on from the model that is used, from labels that come from now on.",
        mixinStandardHelpOptions = true)
final class LearningResumeCommand implements Callable<Integer> {
    @Mixin
    private LearningOption learning;

    @Option(
            names = "--all-labels",
            description = "from those before as well, which what was rolled back was learnt from")
    private boolean allLabels;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return learning.run(spec.commandLine(), desk -> desk.resume(allLabels));
    }
}
