package io.promptyard.standalone.config;

import static io.promptyard.standalone.config.keys.Key.named;

import io.promptyard.connector.Secret;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code gateway:}. Port 0 means any free one; without {@code apiKeys} everybody who reaches the port may ask;
 * {@code maxBodyBytes} bounds a request.
 */
public record GatewaySection(String host, int port, List<Key> apiKeys, int maxBodyBytes) {
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_MAX_BODY = 32 << 20;

    private static final DefaultKey<String> HOST = named("host")
            .example("0.0.0.0")
            .means("the address that it listens on; any other than loopback needs `api-keys`, or `up --insecure`")
            .variable("PROMPTYARD_GATEWAY_HOST")
            .flag("--host")
            .value(Rule.TEXT, DEFAULT_HOST);
    private static final DefaultKey<Integer> PORT = named("port")
            .example("9000")
            .means("0: any free one, for every port here")
            .variable("PROMPTYARD_GATEWAY_PORT")
            .flag("--port")
            .value(KafkaSection.PORT_RULE, DEFAULT_PORT);
    private static final ValueKey<String> NAME = named("name")
            .required()
            .example("team-a")
            .means("what records, budgets and limits call whoever comes with it")
            .value(new Rule<>(
                    "a text of `a-z`, `A-Z`, `0-9`, `.`, `_` and `-`, 64 at most",
                    "must be of a-z, A-Z, 0-9, '.', '_' and '-', 64 at most",
                    GatewaySection::name,
                    name -> name));
    private static final ValueKey<String> KEY = named("key")
            .required()
            .example("\"${TEAM_A_KEY}\"")
            .means("the key itself; use `${…}`")
            .value(Rule.SECRET);
    private static final SectionKey API_KEYS = named("api-keys")
            .otherwise("none: everybody")
            .example("[\"${OPS_KEY}\", { name: team-a, key: \"${TEAM_A_KEY}\" }]")
            .means("""
                    keys that clients may come with, each by itself or with a name. Records, budgets and limits know a key by its name, or by \
                    a fingerprint: `key-` and the first 12 hexadecimal digits of its SHA-256""")
            .listing(Table.of(NAME, KEY))
            .or("a list of secrets, or of maps");
    private static final DefaultKey<Integer> MAX_BODY = named("max-body")
            .example("8MB")
            .means("the largest request; a larger one is answered 413")
            .variable("PROMPTYARD_GATEWAY_MAX_BODY")
            .value(Rule.SIZE, DEFAULT_MAX_BODY);
    static final SectionKey GATEWAY = named("gateway").holding(Table.of(HOST, PORT, API_KEYS, MAX_BODY));

    public GatewaySection {
        apiKeys = List.copyOf(apiKeys);
    }

    /** A key and what records call whoever comes with it; null for its fingerprint. */
    public record Key(Secret secret, @Nullable String name) {}

    static GatewaySection read(Section top) {
        Section gateway = top.sectionOrEmpty(GATEWAY);
        GatewaySection read =
                new GatewaySection(gateway.get(HOST), gateway.get(PORT), keys(gateway), gateway.get(MAX_BODY));
        gateway.end();
        return read;
    }

    /** Each a key by itself, or one with a name. */
    private static List<Key> keys(Section gateway) {
        List<Key> keys = new ArrayList<>();
        ConfigNode given = gateway.node(API_KEYS).orElse(new ConfigNode.Sequence(List.of()));
        if (!(given instanceof ConfigNode.Sequence sequence)) {
            bare(gateway, gateway.path(API_KEYS), given).ifPresent(keys::add);
            return keys;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String path = gateway.path(API_KEYS) + "[" + i + "]";
            if (sequence.items().get(i) instanceof ConfigNode.Mapping mapping) {
                withName(gateway.at(path, mapping, API_KEYS), names).ifPresent(keys::add);
            } else {
                bare(gateway, path, sequence.items().get(i)).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private static Optional<Key> bare(Section gateway, String path, ConfigNode node) {
        return gateway.value(path, node, Rule.NOT_BLANK.words(), Rule.NOT_BLANK.parse())
                .map(text -> new Key(new Secret(text), null));
    }

    private static Optional<Key> withName(Section section, Set<String> names) {
        Optional<String> name = section.find(NAME);
        section.require(KEY);
        Optional<String> key = section.secret(KEY);
        section.require(NAME);
        section.end();
        if (name.isPresent() && !names.add(name.get())) {
            section.error(NAME, "must not be that of another key", name.get());
        }
        return key.flatMap(secret -> name.map(known -> new Key(new Secret(secret), known)));
    }

    private static Optional<String> name(String text) {
        return NAMES.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
