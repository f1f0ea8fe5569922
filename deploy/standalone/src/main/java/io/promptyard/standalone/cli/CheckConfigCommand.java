package io.promptyard.standalone.cli;

import io.promptyard.router.config.ConfigProblem;
import io.promptyard.standalone.config.ConfigCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "check-config",
        description = "Name every problem of a configuration at once.",
        mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "configuration to check")
    private Path file;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String yaml = Files.read(file);
        List<ConfigProblem> problems = ConfigCheck.problems(yaml, System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(out::println);
        ConfigCheck.warnings(yaml, System.getenv(), Instant.now())
                .forEach(warning -> out.println("warning: " + warning));
        if (problems.isEmpty()) {
            out.println(file + ": no problems");
        }
        out.flush();
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
