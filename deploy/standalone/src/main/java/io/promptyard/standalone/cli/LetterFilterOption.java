package io.promptyard.standalone.cli;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.standalone.letters.LetterFilter;
import io.promptyard.standalone.letters.PointInTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which dead letters are meant: each flag may be given several values, one of which must fit. */
final class LetterFilterOption {
    @Option(names = "--kind", split = ",", paramLabel = "KIND", description = "failure kind, such as TIMEOUT")
    private List<FailureKind> kinds = List.of();

    @Option(
            names = "--error-class",
            split = ",",
            paramLabel = "CLASS",
            description = "class of the error, with or without its package")
    private List<String> errorClasses = List.of();

    @Option(names = "--stage", split = ",", paramLabel = "STAGE", description = "step that gave up, such as verdict")
    private List<String> stages = List.of();

    @Option(names = "--since", paramLabel = "TIME", description = "given up then or later: 2h, 7d, a date or ISO time")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "given up before then")
    private @Nullable String until;

    @Option(names = "--route", split = ",", paramLabel = "ROUTE", description = "route it had taken")
    private List<String> routes = List.of();

    @Option(names = "--provider", split = ",", paramLabel = "ID", description = "last provider tried")
    private List<String> providers = List.of();

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "MODEL",
            description = "last model tried, as provider/model or the model alone")
    private List<String> models = List.of();

    @Option(names = "--tenant", split = ",", paramLabel = "TENANT", description = "tenant")
    private List<String> tenants = List.of();

    @Option(names = "--topic", split = ",", paramLabel = "TOPIC", description = "topic of the record that ended")
    private List<String> topics = List.of();

    /** @throws CommandLine.ParameterException naming the flag, when a time cannot be read */
    LetterFilter filter(Collection<String> ids, Instant now, CommandLine line) {
        return new LetterFilter(
                new HashSet<>(ids),
                new HashSet<>(kinds),
                new HashSet<>(errorClasses),
                new HashSet<>(stages),
                time("--since", since, now, line),
                time("--until", until, now, line),
                new HashSet<>(routes),
                new HashSet<>(providers),
                new HashSet<>(models),
                new HashSet<>(tenants),
                new HashSet<>(topics));
    }

    private static @Nullable Instant time(String flag, @Nullable String text, Instant now, CommandLine line) {
        try {
            return text == null ? null : PointInTime.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, flag + ": " + e.getMessage(), e);
        }
    }
}
