package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that nothing can run with; the message is one line per problem and holds no secret. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
