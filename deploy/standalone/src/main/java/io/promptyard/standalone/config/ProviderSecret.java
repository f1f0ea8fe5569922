package io.promptyard.standalone.config;

import io.promptyard.connector.Secret;
import io.promptyard.connector.TokenOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code api-key} of a provider, or the two places where a token that does not last is read. */
final class ProviderSecret {
    private static final String KEY = "api-key";
    private static final String FILE = "token-file";
    private static final String COMMAND = "token-command";

    private ProviderSecret() {}

    static Optional<Secret> read(Section section, boolean takesTokens) {
        Optional<Secret> key = section.secret(KEY).map(Secret::new);
        Optional<Secret> file = section.text(FILE).map(path -> Secret.readAt(new TokenOrigin.File(Path.of(path))));
        List<String> words = section.texts(COMMAND);
        Optional<Secret> command =
                words.isEmpty() ? Optional.empty() : Optional.of(Secret.readAt(new TokenOrigin.Command(words)));
        for (String name : List.of(FILE, COMMAND)) {
            if (section.has(name) && !takesTokens) {
                section.problems()
                        .error(section.path(name), "goes with dialects vertex, azure and bedrock only", "a token");
            }
        }
        long given = List.of(KEY, FILE, COMMAND).stream().filter(section::has).count();
        if (given > 1) {
            section.problems()
                    .error(
                            section.path(KEY),
                            "must be the only one of api-key, token-file and token-command",
                            given + " of them");
        }
        return key.or(() -> file).or(() -> command);
    }
}
