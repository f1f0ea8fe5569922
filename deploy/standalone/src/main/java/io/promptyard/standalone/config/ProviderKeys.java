package io.promptyard.standalone.config;

import io.promptyard.connector.ProviderKey;
import io.promptyard.connector.Secret;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code api-keys} of a provider: texts, or maps of {@code name} and {@code key}. Those whose value comes out empty are left out. */
final class ProviderKeys {
    private static final ValueKey<String> NAME = Key.named("name")
            .otherwise("its position, from 1")
            .example("spare")
            .means("what attempts, meters and logs call it: one of its own, of letters, digits, `.`, `_` and `-`")
            .value(Rule.TEXT);
    private static final ValueKey<String> KEY = Key.named("key")
            .required()
            .example("\"${KEY_B}\"")
            .means("the key itself, which stands nowhere. One that comes out empty is left out")
            .value(Rule.SECRET);
    static final SectionKey KEYS = Key.named("api-keys")
            .example("[\"${KEY_A}\", { name: spare, key: \"${KEY_B}\" }]")
            .means("several keys in place of `api-key`. [How they take turns](providers.md#keys-limits-and-circuits)")
            .listing(Table.of(NAME, KEY))
            .or("a list of secrets, or of maps");

    private ProviderKeys() {}

    static List<ProviderKey> read(Section section) {
        List<ProviderKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int position = 0;
        for (Section each : section.valuesOrSections(KEYS, KEY)) {
            String name = each.find(NAME).orElse(Integer.toString(++position));
            Optional<String> key = each.secret(KEY);
            if (!names.add(name)) {
                section.error(KEYS, "must have names that differ", name);
            } else if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
                each.error(
                        NAME,
                        "must be of letters, digits, '.', '_' and '-' only, and at most 64 of them",
                        "another name");
            } else if (!each.has(KEY)) {
                each.error(KEY, "must be given", "nothing");
            }
            each.end();
            key.ifPresent(text -> keys.add(new ProviderKey(name, new Secret(text))));
        }
        if (section.has(KEYS)
                && Stream.<Key>of(ProviderSecret.KEY, ProviderSecret.FILE, ProviderSecret.COMMAND)
                        .anyMatch(section::has)) {
            section.error(
                    KEYS, "must be the only one of api-key, api-keys, token-file and token-command", "several of them");
        }
        return keys;
    }
}
