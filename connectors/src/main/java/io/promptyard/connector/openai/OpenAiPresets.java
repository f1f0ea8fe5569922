package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The presets that come with this version: a file, read strictly and once. Immutable. */
public final class OpenAiPresets {
    private static final String FILE = "presets.json";
    private static final Set<String> KEYS = Set.of(
            "name",
            "title",
            "base-url",
            "key-variable",
            "rename",
            "hints",
            "refused",
            "one-choice",
            "names",
            "developer",
            "tool-choices",
            "tool-choice-words",
            "json-schema",
            "asks-usage",
            "reasoning",
            "takes-reasoning",
            "cache-control",
            "source",
            "as-of");
    private static final OpenAiPresets BUILT_IN = read();

    private final Map<String, OpenAiPreset> presets;

    private OpenAiPresets(Map<String, OpenAiPreset> presets) {
        this.presets = presets;
    }

    public static OpenAiPresets builtIn() {
        return BUILT_IN;
    }

    /** All, in the order of the file. */
    public Collection<OpenAiPreset> all() {
        return Collections.unmodifiableCollection(presets.values());
    }

    public Optional<OpenAiPreset> find(String name) {
        return Optional.ofNullable(presets.get(name));
    }

    /** Of the host at {@code base}, whatever the region in its address; empty for one whose domain nobody knows. */
    public Optional<OpenAiPreset> of(URI base) {
        String domain = domain(base);
        return presets.values().stream()
                .filter(each -> each.keyVariable() != null && domain.equals(domain(each.baseUrl())))
                .findFirst();
    }

    /** The last two names of a host: {@code mistral.ai} of {@code api.eu.mistral.ai}. */
    private static String domain(URI base) {
        String host = base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
        return host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
    }

    private static OpenAiPresets read() {
        try (InputStream file = OpenAiPresets.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: " + FILE);
            }
            Map<String, OpenAiPreset> presets = new LinkedHashMap<>();
            for (JsonNode node : new JsonMapper().readTree(file)) {
                OpenAiPreset preset = preset(node);
                if (presets.put(preset.name(), preset) != null) {
                    throw new IllegalStateException(FILE + ": twice " + preset.name());
                }
            }
            return new OpenAiPresets(presets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpenAiPreset preset(JsonNode node) {
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalStateException(FILE + ": unknown key " + key);
            }
        });
        return new OpenAiPreset(
                node.required("name").textValue(),
                node.required("title").textValue(),
                URI.create(node.required("base-url").textValue()),
                node.path("key-variable").textValue(),
                words(node.path("rename")),
                texts(node.path("hints")),
                texts(node.path("refused")),
                node.path("one-choice").asBoolean(false),
                node.path("names").asBoolean(true),
                node.path("developer").asText("developer"),
                node.has("tool-choices") ? texts(node.path("tool-choices")) : null,
                words(node.path("tool-choice-words")),
                node.path("json-schema").asBoolean(true),
                node.path("asks-usage").asBoolean(true),
                node.path("reasoning").asText(PresetRules.REASONING),
                node.path("takes-reasoning").asBoolean(true),
                node.path("cache-control").asBoolean(false),
                node.required("source").textValue() + " (as of "
                        + node.required("as-of").textValue() + ")");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(each -> texts.add(each.textValue()));
        return Collections.unmodifiableSet(texts);
    }

    private static Map<String, String> words(JsonNode object) {
        Map<String, String> words = new LinkedHashMap<>();
        object.properties()
                .forEach(each -> words.put(each.getKey(), each.getValue().textValue()));
        return Collections.unmodifiableMap(words);
    }
}
