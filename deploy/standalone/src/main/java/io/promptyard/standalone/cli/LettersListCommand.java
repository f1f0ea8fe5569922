package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.standalone.letters.FoundLetter;
import io.promptyard.standalone.letters.LetterBox;
import io.promptyard.standalone.letters.LetterFilter;
import io.promptyard.standalone.letters.LetterShelf;
import io.promptyard.standalone.letters.LetterStory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List dead letters, the newest first; never what a prompt said unless asked.",
        mixinStandardHelpOptions = true)
final class LettersListCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster;

    @Mixin
    private LetterFilterOption filterOption;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "at most so many (default: 100)")
    private int limit;

    @Option(names = "--oldest-first", description = "the oldest first, and of more than the limit the oldest")
    private boolean oldestFirst;

    @Option(names = "--with-content", description = "with --json: prompts and raw bytes too")
    private boolean withContent;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        if (limit < 1) {
            throw new CommandLine.ParameterException(line, "--limit: must be at least 1 (got " + limit + ")");
        }
        if (withContent && !json) {
            throw new CommandLine.ParameterException(
                    line, "--with-content: belongs to --json; 'show' tells of one letter");
        }
        LetterFilter filter = filterOption.filter(List.of(), Instant.now(), line);
        ClusterOption.Lane lane = cluster.lane(line);
        LetterShelf shelf = new LetterShelf(limit, oldestFirst, withContent);
        LetterBox.Pass pass;
        try (LetterBox box = LetterBox.open(lane.address(), lane.topics())) {
            pass = box.forEach(filter, shelf::add);
        }
        print(line.getOut(), shelf.letters());
        tell(line.getErr(), pass, shelf.letters().size());
        return CommandLine.ExitCode.OK;
    }

    private void print(PrintWriter out, List<FoundLetter> letters) throws IOException {
        if (json) {
            out.println(new JsonMapper()
                    .writeValueAsString(letters.stream()
                            .map(letter -> LetterStory.of(letter, withContent))
                            .toList()));
        } else if (!letters.isEmpty()) {
            table(letters).print(out);
        }
        out.flush();
    }

    private static Table table(List<FoundLetter> letters) {
        Table table = new Table("at", "letter", "id", "kind", "stage", "route", "last target", "status", "from");
        for (FoundLetter found : letters) {
            DeadLetter letter = found.letter();
            table.row(
                    letter.at().toString(),
                    found.place().toString(),
                    orDash(found.id()),
                    letter.kind().name(),
                    letter.stage(),
                    orDash(letter.route()),
                    orDash(letter.target()),
                    orDash(letter.httpStatus()),
                    orDash(found.sourceTopic()));
        }
        return table;
    }

    private static String orDash(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "-" : value.toString();
    }

    /** To stderr: stdout has the letters alone. */
    static void tell(PrintWriter err, LetterBox.Pass pass, int shown) {
        err.printf("%d of %d dead letters%n", shown, pass.meant());
        if (pass.unreadable() > 0) {
            err.printf("%d records of the topic are no dead letters that this version can read%n", pass.unreadable());
        }
        err.flush();
    }
}
