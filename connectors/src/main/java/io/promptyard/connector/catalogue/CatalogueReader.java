package io.promptyard.connector.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads catalogue files: strictly, so that a misspelt key is an error and not a model without a price, and telling
 * every problem at once. The built-in catalogue is an index and a file per provider. Stateless.
 */
public final class CatalogueReader {
    private static final String INDEX = "catalogue";
    private static final Set<String> INDEX_KEYS = Set.of("notes", "quality-classes", "sources", "providers");
    private static final Set<String> KEYS = Set.of("notes", "provider", "name", "regions", "retention", "models");

    private CatalogueReader() {}

    /** Read once: some hundred models are tens of megabytes of work, and every configuration that is read asks for them. */
    private static final class BuiltIn {
        private static final ModelCatalogue MODELS = readBuiltIn();
        private static final String TEXT = readBuiltInText();
    }

    /** The catalogue that comes with this version; docs/reference/catalogue.md says where its figures are from. */
    public static ModelCatalogue builtIn() {
        return BuiltIn.MODELS;
    }

    private static ModelCatalogue readBuiltIn() {
        List<String> problems = new ArrayList<>();
        JsonNode index = parse(text(INDEX), problems);
        keys(index, INDEX_KEYS, problems);
        CatalogueSources sources = CatalogueSources.read(index, problems);
        List<ModelSpec> models = new ArrayList<>();
        for (JsonNode provider : index.path("providers")) {
            models.addAll(models(text(provider.asText()), sources, problems));
        }
        if (!problems.isEmpty()) {
            throw new InvalidCatalogueException(problems);
        }
        return new ModelCatalogue(models);
    }

    /** The text of the built-in catalogue, all its files, for a hash of all that decisions depend on. */
    public static String builtInText() {
        return BuiltIn.TEXT;
    }

    private static String readBuiltInText() {
        String index = text(INDEX);
        StringBuilder all = new StringBuilder(index);
        for (JsonNode provider : parse(index, new ArrayList<>()).path("providers")) {
            all.append(text(provider.asText()));
        }
        return all.toString();
    }

    private static String text(String name) {
        try (InputStream file = CatalogueReader.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("the built-in catalogue is not on the class path: " + name + ".json");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue from its JSON text: one file that stands alone.
     *
     * @throws InvalidCatalogueException when anything in it is wrong
     */
    public static ModelCatalogue read(String json) {
        List<String> problems = new ArrayList<>();
        List<ModelSpec> models = models(json, CatalogueSources.NONE, problems);
        if (!problems.isEmpty()) {
            throw new InvalidCatalogueException(problems);
        }
        return new ModelCatalogue(models);
    }

    private static void keys(JsonNode root, Set<String> known, List<String> problems) {
        root.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(key + ": unknown key (got " + key + ")");
            }
        });
    }

    private static JsonNode parse(String json, List<String> problems) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            JsonNode root = mapper.readTree(json);
            if (!root.isObject()) {
                problems.add("models: must be in an object (got " + root.getNodeType() + ")");
            }
            return root;
        } catch (JsonProcessingException e) {
            problems.add(
                    "models: not JSON (got an error at line " + e.getLocation().getLineNr() + ")");
            return mapper.createObjectNode();
        }
    }

    private static List<ModelSpec> models(String json, CatalogueSources sources, List<String> problems) {
        int before = problems.size();
        JsonNode root = parse(json, problems);
        if (problems.size() > before) {
            return List.of();
        }
        keys(root, KEYS, problems);
        List<ModelSpec> models = new ArrayList<>();
        JsonNode list = root.path("models");
        if (!list.isArray()) {
            problems.add("models: must be a list (got " + list.getNodeType() + ")");
        }
        String provider = root.path("provider").asText();
        for (String terms : List.of("regions", "retention")) {
            JsonNode source = root.path(terms).path("source");
            if (root.path(terms).isObject() && !sources.names().containsKey(source.asText())) {
                problems.add(provider + "." + terms + ".source: must be a known source (got " + source + ")");
            }
        }
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String path = (provider.isEmpty() ? "" : provider + ".") + "models[" + i + "]";
            new ModelEntry(path, list.get(i), root, sources, problems).read().ifPresent(model -> {
                if (!provider.isEmpty() && !model.target().provider().value().equals(provider)) {
                    problems.add(path + ".target: must be of " + provider + " (got " + model.target() + ")");
                } else if (seen.add(model.target())) {
                    models.add(model);
                } else {
                    problems.add(path + ".target: must not stand twice (got " + model.target() + ")");
                }
            });
        }
        return models;
    }
}
