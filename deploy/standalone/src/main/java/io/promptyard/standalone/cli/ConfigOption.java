package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration a command works with: the file named, or the built-in one. */
final class ConfigOption {
    @Option(names = "--config", paramLabel = "FILE", description = "configuration; without it, the built-in one")
    private @Nullable Path file;

    boolean isBuiltIn() {
        return file == null;
    }

    LoadedConfig load(Map<String, String> flags) throws IOException {
        ConfigLoader loader = new ConfigLoader(System.getenv(), flags);
        return (file == null ? loader.readBuiltIn() : loader.read(Files.read(file))).orThrow();
    }
}
