package io.promptyard.standalone.config;

import io.promptyard.connector.Secret;
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
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_MAX_BODY = 32 << 20;

    public GatewaySection {
        apiKeys = List.copyOf(apiKeys);
    }

    /** A key and what records call whoever comes with it; null for its fingerprint. */
    public record Key(Secret secret, @Nullable String name) {}

    static GatewaySection read(Section top) {
        Section gateway = top.section("gateway")
                .orElseGet(() -> new Section("gateway", new ConfigNode.Mapping(), top.problems()));
        GatewaySection read = new GatewaySection(
                gateway.text("host").orElse(DEFAULT_HOST),
                gateway.integer("port", 0, KafkaSection.MOST_PORT).orElse(DEFAULT_PORT),
                keys(gateway),
                gateway.value(
                                "max-body",
                                "must be a size above 0 such as 512KB or 32MB",
                                text -> Values.size(text).filter(size -> size > 0))
                        .orElse(DEFAULT_MAX_BODY));
        gateway.end();
        return read;
    }

    /** Each a key by itself, or one with a name. */
    private static List<Key> keys(Section gateway) {
        List<Key> keys = new ArrayList<>();
        if (!(gateway.node("api-keys").orElse(null) instanceof ConfigNode.Sequence sequence)) {
            gateway.texts("api-keys").forEach(text -> keys.add(new Key(new Secret(text), null)));
            return keys;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String path = gateway.path("api-keys") + "[" + i + "]";
            if (sequence.items().get(i) instanceof ConfigNode.Mapping mapping) {
                named(new Section(path, mapping, gateway.problems()), names).ifPresent(keys::add);
            } else {
                gateway.value(path, sequence.items().get(i), "must not be blank", GatewaySection::notBlank)
                        .ifPresent(text -> keys.add(new Key(new Secret(text), null)));
            }
        }
        return keys;
    }

    private static Optional<Key> named(Section section, Set<String> names) {
        Optional<String> name =
                section.value("name", "must be of a-z, A-Z, 0-9, '.', '_' and '-', 64 at most", GatewaySection::name);
        section.required("key");
        Optional<String> key = section.secret("key");
        if (!section.has("name")) {
            section.problems().error(section.path("name"), "must be given", "nothing");
        }
        section.end();
        if (name.isPresent() && !names.add(name.get())) {
            section.problems().error(section.path("name"), "must not be that of another key", name.get());
        }
        return key.flatMap(secret -> name.map(known -> new Key(new Secret(secret), known)));
    }

    private static Optional<String> notBlank(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> name(String text) {
        return NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
