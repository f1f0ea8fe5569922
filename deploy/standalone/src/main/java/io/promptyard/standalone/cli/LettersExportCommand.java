package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.standalone.letters.FoundLetter;
import io.promptyard.standalone.letters.LetterBox;
import io.promptyard.standalone.letters.LetterFilter;
import io.promptyard.standalone.letters.LetterStory;
import io.promptyard.standalone.letters.PrivateFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Write dead letters as JSON lines, prompts and raw bytes (base64) included.",
        mixinStandardHelpOptions = true)
final class LettersExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "request ids or places; without, all that fit")
    private List<String> ids = List.of();

    @Mixin
    private ClusterOption cluster;

    @Mixin
    private LetterFilterOption filterOption;

    @Option(names = "--out", paramLabel = "FILE", description = "a new file, readable by you alone (default: stdout)")
    private @Nullable Path out;

    @Option(names = "--without-content", description = "leave out prompts, raw bytes and providers' words")
    private boolean withoutContent;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final ObjectMapper mapper = new JsonMapper();

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        LetterFilter filter = filterOption.filter(ids, Instant.now(), line);
        ClusterOption.Lane lane = cluster.lane(line);
        LetterBox.Pass pass;
        try (LetterBox box = LetterBox.open(lane.address(), lane.topics())) {
            if (out == null) {
                pass = write(box, filter, line.getOut());
                line.getOut().flush();
            } else {
                try (BufferedWriter file = PrivateFile.create(out)) {
                    pass = write(box, filter, file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        LettersListCommand.tell(line.getErr(), pass, (int) pass.meant());
        return CommandLine.ExitCode.OK;
    }

    private LetterBox.Pass write(LetterBox box, LetterFilter filter, Writer to) {
        return box.forEach(filter, found -> write(found, to));
    }

    private void write(FoundLetter found, Writer to) {
        try {
            to.write(mapper.writeValueAsString(LetterStory.of(found, !withoutContent)));
            to.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
