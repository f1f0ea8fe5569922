package io.promptyard.standalone.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command run in the test's process, for tests elsewhere. */
public record CliRun(int code, String out, String err) {
    public static CliRun of(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new CliRun(line.execute(words), out.toString(), err.toString());
    }
}
