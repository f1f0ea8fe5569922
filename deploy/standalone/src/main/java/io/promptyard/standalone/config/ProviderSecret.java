package io.promptyard.standalone.config;

import io.promptyard.connector.Secret;
import io.promptyard.connector.TokenOrigin;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.ValueKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code api-key} of a provider, or the two places where a token that does not last is read. */
final class ProviderSecret {
    static final ValueKey<String> KEY = Key.named("api-key")
            .example("\"${MISTRAL_API_KEY}\"")
            .means("sent as the dialect wants it")
            .value(Rule.SECRET);
    static final ValueKey<String> FILE =
            Key.named("token-file").example("/run/secrets/token").means("""
                    `vertex`, `azure` and `bedrock` only, in place of `api-key`: a file whose whole content is the token; read every 4 \
                    minutes, and when the provider does not accept the token""").value(Rule.TEXT);
    static final ListKey<String> COMMAND = Key.named("token-command")
            .example("[gcloud, auth, print-access-token]")
            .means("""
                    `vertex`, `azure` and `bedrock` only, in place of `api-key`: a program and its arguments (no shell) that writes the token \
                    to its standard output within 20 s; run as often""")
            .list(Rule.NOT_BLANK);

    private ProviderSecret() {}

    static Optional<Secret> read(Section section, boolean takesTokens) {
        Optional<Secret> key = section.secret(KEY).map(Secret::new);
        Optional<Secret> file = section.find(FILE).map(path -> Secret.readAt(new TokenOrigin.File(Path.of(path))));
        List<String> words = section.list(COMMAND);
        Optional<Secret> command =
                words.isEmpty() ? Optional.empty() : Optional.of(Secret.readAt(new TokenOrigin.Command(words)));
        for (Key each : List.of(FILE, COMMAND)) {
            if (section.has(each) && !takesTokens) {
                section.error(each, "goes with dialects vertex, azure and bedrock only", "a token");
            }
        }
        long given = Stream.<Key>of(KEY, FILE, COMMAND).filter(section::has).count();
        if (given > 1) {
            section.error(KEY, "must be the only one of api-key, token-file and token-command", given + " of them");
        }
        return key.or(() -> file).or(() -> command);
    }
}
