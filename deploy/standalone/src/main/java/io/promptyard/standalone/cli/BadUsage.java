package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.keys.NearestKey;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers bad usage with one line that names it, and not with the whole help. Stateless. */
final class BadUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine line = mistake.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("promptyard: " + problem(mistake).replaceAll("\\s*\\R\\s*", " ") + "; try './"
                + line.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String problem(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().getFirst(), unmatched.getCommandLine());
        }
        return mistake.getMessage();
    }

    private static String unknown(String argument, CommandLine line) {
        if (argument.startsWith("-")) {
            String flag = argument.replaceFirst("=.*", "");
            Collection<String> flags = line.getCommandSpec().optionsMap().keySet();
            return "unknown flag " + flag + nearest(flag, flags);
        }
        Collection<String> commands = line.getSubcommands().keySet();
        return (commands.isEmpty() ? "nothing is expected here: " : "unknown command: ")
                + argument
                + nearest(argument, commands);
    }

    private static String nearest(String word, Collection<String> known) {
        List<String> whole = known.stream().filter(each -> !each.matches("-.")).toList();
        return NearestKey.of(word, whole)
                .map(near -> " (nearest: " + near + ")")
                .orElse("");
    }
}
