package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of reading a configuration. {@code config} is there when {@code errors} is empty; {@code notBuilt} names
 * what is written rightly but waits for a later version: a process refuses to start with either.
 */
public record ConfigReading(Optional<LoadedConfig> config, List<ConfigProblem> errors, List<ConfigProblem> notBuilt) {

    /** All problems, as {@code check-config} prints them. */
    public List<ConfigProblem> problems() {
        return Stream.concat(errors.stream(), notBuilt.stream()).toList();
    }

    /**
     * The configuration to run with.
     *
     * @throws InvalidConfigException when there is any problem
     */
    public LoadedConfig orThrow() {
        if (!problems().isEmpty() || config.isEmpty()) {
            throw new InvalidConfigException(problems());
        }
        return config.get();
    }
}
