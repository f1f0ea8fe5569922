package io.promptyard.standalone.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Configuration files for tests. */
final class ConfigFile {
    static final Map<String, String> KEYS = Map.of(
            "OPENAI_API_KEY", "sk-openai",
            "MISTRAL_API_KEY", "sk-mistral",
            "ANTHROPIC_API_KEY", "sk-anthropic",
            "GEMINI_API_KEY", "sk-gemini");

    /** The least that is right. */
    static final String SMALL = """
            providers: { openai: { dialect: openai } }
            routes: [ { name: default } ]
            """;

    private ConfigFile() {}

    static String text(String name) {
        try (InputStream file = Objects.requireNonNull(ConfigFile.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigReading read(String yaml) {
        return new ConfigLoader(Map.of(), Map.of()).read(yaml);
    }

    static List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    static List<String> problems(String yaml, Map<String, String> environment) {
        return ConfigCheck.problems(yaml, environment).stream()
                .map(Object::toString)
                .toList();
    }
}
