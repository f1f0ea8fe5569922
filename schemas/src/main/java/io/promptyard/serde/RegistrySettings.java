package io.promptyard.serde;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the Confluent client. Ours come first, then what the user says, then what the serdes cannot do
 * without.
 *
 * <p>Tries are few and short, because a stream thread may be waiting and whoever gets
 * {@link RegistryUnavailableException} tries again in its own time. An id that the registry does not know is believed
 * for some seconds, so that a flood of bad records does not become a flood of requests.
 */
final class RegistrySettings {
    private static final Map<String, String> DEFAULTS = Map.of(
            "http.connect.timeout.ms", "5000",
            "http.read.timeout.ms", "10000",
            "max.retries", "1",
            "retries.wait.ms", "100",
            "retries.max.wait.ms", "500",
            "missing.id.cache.ttl.sec", "10");

    private RegistrySettings() {}

    /** @throws IllegalArgumentException naming the setting, when one that must be a number is not */
    static Map<String, Object> of(RegistryConfig config) {
        Map<String, String> texts = new HashMap<>(DEFAULTS);
        texts.putAll(config.extra());
        Map<String, Object> settings = new HashMap<>();
        texts.forEach((name, text) -> settings.put(name, typed(name, text)));
        settings.put("schema.registry.url", String.join(",", config.urls()));
        settings.put("auto.register.schemas", config.autoRegister());
        settings.put("avro.use.logical.type.converters", true);
        settings.put("specific.avro.reader", true);
        return settings;
    }

    /** The client reads most numbers from text too, but casts these. */
    private static Object typed(String name, String text) {
        try {
            if (name.endsWith(".ttl.sec")) {
                return Long.valueOf(text);
            }
            return name.equals("missing.cache.size") ? (Object) Integer.valueOf(text) : text;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("registry." + name + ": must be a number (got \"" + text + "\")", e);
        }
    }
}
