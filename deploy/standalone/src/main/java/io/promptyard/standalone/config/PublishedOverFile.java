package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.published.ConfigSource;
import io.promptyard.router.published.UnfitConfigException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads published sections over the file that this process was started with, by the rules of a file. Thread-safe. */
public final class PublishedOverFile implements ConfigSource {
    /** Beside the digests of sections: which kinds of budgets a file has, for graphs depend on it. */
    public static final String BUDGETS = "budgets";

    private final ConfigLoader loader;
    private final String yaml;
    private final boolean builtIn;
    private final Map<String, String> restart;

    /** @param own the same file, read */
    public PublishedOverFile(ConfigLoader loader, String yaml, boolean builtIn, LoadedConfig own) {
        this.loader = loader;
        this.yaml = yaml;
        this.builtIn = builtIn;
        this.restart = restart(own);
    }

    /** What a running system would need a restart for. */
    public static Map<String, String> restart(LoadedConfig config) {
        Map<String, String> restart = new TreeMap<>(config.parts().restart());
        restart.put(BUDGETS, config.router().budgetKinds());
        return restart;
    }

    @Override
    public RouterConfig with(String sections) {
        ConfigReading reading = loader.readOver(yaml, builtIn, sections);
        if (!reading.problems().isEmpty() || reading.config().isEmpty()) {
            throw new UnfitConfigException(
                    reading.problems().stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")));
        }
        return reading.config().get().router();
    }

    @Override
    public Map<String, String> restart() {
        return restart;
    }
}
