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
 * every problem at once. Stateless.
 */
public final class CatalogueReader {
    private static final String BUILT_IN = "models.json";
    private static final Set<String> KEYS = Set.of("notes", "models");

    private CatalogueReader() {}

    /** The catalogue that comes with this version; docs/reference/catalogue.md says where its figures are from. */
    public static ModelCatalogue builtIn() {
        return read(builtInText());
    }

    /** The text of the built-in catalogue, for a hash of all that decisions depend on. */
    public static String builtInText() {
        try (InputStream file = CatalogueReader.class.getResourceAsStream(BUILT_IN)) {
            if (file == null) {
                throw new IllegalStateException("the built-in catalogue is not on the class path: " + BUILT_IN);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue from its JSON text.
     *
     * @throws InvalidCatalogueException when anything in it is wrong
     */
    public static ModelCatalogue read(String json) {
        List<String> problems = new ArrayList<>();
        JsonNode root = parse(json, problems);
        if (!problems.isEmpty()) {
            throw new InvalidCatalogueException(problems);
        }
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add(key + ": unknown key (got " + key + ")");
            }
        });
        List<ModelSpec> models = models(root.path("models"), problems);
        if (!problems.isEmpty()) {
            throw new InvalidCatalogueException(problems);
        }
        return new ModelCatalogue(models);
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

    private static List<ModelSpec> models(JsonNode list, List<String> problems) {
        List<ModelSpec> models = new ArrayList<>();
        if (!list.isArray()) {
            problems.add("models: must be a list (got " + list.getNodeType() + ")");
        }
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String path = "models[" + i + "]";
            new ModelEntry(path, list.get(i), problems).read().ifPresent(model -> {
                if (seen.add(model.target())) {
                    models.add(model);
                } else {
                    problems.add(path + ".target: must not stand twice (got " + model.target() + ")");
                }
            });
        }
        return models;
    }
}
