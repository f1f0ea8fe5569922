package io.promptyard.standalone.config;

import io.promptyard.connector.ProviderKey;
import io.promptyard.connector.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code api-keys} of a provider: texts, or maps of {@code name} and {@code key}. Those whose value comes out empty are left out. */
final class ProviderKeys {
    static final String KEYS = "api-keys";

    private ProviderKeys() {}

    static List<ProviderKey> read(Section section) {
        List<ProviderKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int position = 0;
        for (Section each : section.valuesOrSections(KEYS, "key")) {
            String name = each.text("name").orElse(Integer.toString(++position));
            Optional<String> key = each.secret("key");
            if (!names.add(name)) {
                section.problems().error(section.path(KEYS), "must have names that differ", name);
            } else if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
                section.problems()
                        .error(
                                each.path("name"),
                                "must be of letters, digits, '.', '_' and '-' only, and at most 64 of them",
                                "another name");
            } else if (!each.has("key")) {
                section.problems().error(each.path("key"), "must be given", "nothing");
            }
            each.end();
            key.ifPresent(text -> keys.add(new ProviderKey(name, new Secret(text))));
        }
        if (section.has(KEYS)
                && List.of("api-key", "token-file", "token-command").stream().anyMatch(section::has)) {
            section.problems()
                    .error(
                            section.path(KEYS),
                            "must be the only one of api-key, api-keys, token-file and token-command",
                            "several of them");
        }
        return keys;
    }
}
