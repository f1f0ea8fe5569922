package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.config.PublishedOverFile;
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
        return read(flags).config();
    }

    /** For a system that runs elsewhere: a variable that is not set here counts as empty, for it is theirs. */
    LoadedConfig loadForOthers() throws IOException {
        ConfigLoader loader = new ConfigLoader(System.getenv(), Map.of());
        return (file == null ? loader.readBuiltIn() : loader.readForOthers(Files.read(file))).orThrow();
    }

    /** As it is written. */
    String text() throws IOException {
        return file == null ? ConfigLoader.builtInText() : Files.read(file);
    }

    /** A configuration, and how published sections are read over it. */
    record Read(LoadedConfig config, PublishedOverFile source) {}

    Read read(Map<String, String> flags) throws IOException {
        ConfigLoader loader = new ConfigLoader(System.getenv(), flags);
        String yaml = text();
        LoadedConfig config = (file == null ? loader.readBuiltIn() : loader.read(yaml)).orThrow();
        return new Read(config, new PublishedOverFile(loader, yaml, file == null, config));
    }
}
