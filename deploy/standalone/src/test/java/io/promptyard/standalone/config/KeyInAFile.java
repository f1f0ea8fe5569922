package io.promptyard.standalone.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.promptyard.standalone.config.keys.Draft;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Row;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file that is right and holds little but one key, and the same file without it. */
final class KeyInAFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Enough for what examples name. */
    private static final String LEAST = """
            providers:
              openai: { dialect: openai }
              mistral: { dialect: openai, base-url: "http://127.0.0.1:1/v1", regions: [eu], zero-retention: true, data-classes: [health] }
              deepseek: { dialect: openai, base-url: "http://127.0.0.1:1/v1" }
            routes: [ { name: support, match: { tenant: t } }, { name: rest } ]
            """;

    /** What the user names. */
    private static final Map<String, String> NAMES = Map.of(
            "<name>", "openai",
            "<provider/model>", "openai/ours",
            "<group>", "support",
            "<lane>", "batch");

    /** Where none is given another must be. */
    private static final List<String> ONE_OF_TWO = List.of(
            "models.like",
            "kafka.(bootstrap|registry)",
            "routes.canary.(arms.)?(to|strategy)",
            "routes.canary.arms",
            "routes.strategy.[a-z-]*");

    /** What else has to stand there, by the beginning of a plain path; the longest before. */
    private static final Map<String, String> BESIDES = besides();

    private final Row row;
    private final Table within;
    private final Path files;

    private KeyInAFile(Row row, Table within, Path files) {
        this.row = row;
        this.within = within;
        this.files = files;
    }

    /**
     * Each key once, wherever else the same keys stand too; the sections of a file are none.
     *
     * @param files where examples find what they name
     */
    static List<KeyInAFile> all(Path files) {
        List<KeyInAFile> all = new ArrayList<>();
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Row row : ConfigKeys.rows()) {
            int dot = row.path().lastIndexOf('.');
            Table within =
                    dot < 0 ? ConfigKeys.TOP : tables.get(Row.plainOf(row.path().substring(0, dot)));
            if (row.key() instanceof SectionKey section) {
                tables.put(row.plain(), section.table());
            }
            if (!row.again() && !row.key().draft().example().isEmpty()) {
                all.add(new KeyInAFile(row, within, files));
            }
        }
        return all;
    }

    Row row() {
        return row;
    }

    boolean isRequired() {
        return row.key().otherwise().equals(Draft.REQUIRED)
                || ONE_OF_TWO.stream().anyMatch(row.plain()::matches);
    }

    String without() {
        return text(base());
    }

    String withExample() {
        return with(row.key().draft().example());
    }

    String with(String yaml) {
        JsonNode file = base();
        put(file, steps(row.path()), tree(located(yaml)));
        return text(file);
    }

    @Override
    public String toString() {
        return row.path();
    }

    private JsonNode base() {
        JsonNode file = tree(LEAST);
        List<String> path = steps(row.path());
        List<String> section = path.subList(0, path.size() - 1);
        holder(file, path);
        for (Key key : within.keys()) {
            boolean required = key.otherwise().equals(Draft.REQUIRED);
            if (required && !key.name().equals(row.key().name())) {
                List<String> beside = new ArrayList<>(section);
                beside.add(key.name());
                put(file, beside, tree(located(key.draft().example())));
            }
        }
        BESIDES.forEach((pattern, yaml) -> {
            if (row.plain().matches(pattern)) {
                merge((ObjectNode) file, (ObjectNode) tree(located(yaml)));
            }
        });
        return file;
    }

    /** Examples name files of a product that is installed; here they are others. */
    private String located(String yaml) {
        return yaml.replace("models/", files + "/");
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("\\.")) {
            if (step.endsWith("[]")) {
                steps.add(step.substring(0, step.length() - 2));
                steps.add("0");
            } else {
                steps.add(NAMES.getOrDefault(step, step));
            }
        }
        return steps;
    }

    private static void put(JsonNode file, List<String> path, JsonNode value) {
        holder(file, path).set(path.getLast(), value);
    }

    /** The map that the last step is a key of; made where there is none. */
    private static ObjectNode holder(JsonNode file, List<String> path) {
        JsonNode at = file;
        for (int i = 0; i < path.size() - 1; i++) {
            at = child((ContainerNode<?>) at, path.get(i), path.get(i + 1).equals("0"));
        }
        return (ObjectNode) at;
    }

    private static JsonNode child(ContainerNode<?> at, String step, boolean list) {
        if (at instanceof ArrayNode items) {
            return items.isEmpty() ? items.addObject() : items.get(0);
        }
        ObjectNode map = (ObjectNode) at;
        JsonNode there = map.get(step);
        if (there == null || !there.isContainerNode()) {
            return list ? map.putArray(step) : map.putObject(step);
        }
        return there;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            JsonNode there = into.get(entry.getKey());
            if (entry.getValue().isNull()) {
                into.remove(entry.getKey());
            } else if (there instanceof ObjectNode map && entry.getValue() instanceof ObjectNode more) {
                merge(map, more);
            } else if (there instanceof ArrayNode list && entry.getValue() instanceof ArrayNode more) {
                merge((ObjectNode) list.get(0), (ObjectNode) more.get(0));
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static Map<String, String> besides() {
        Map<String, String> besides = new LinkedHashMap<>();
        besides.put("(groups|routes).*", "aliases: { smart: openai/gpt-4o-mini }");
        besides.put("routes.*", "groups: { support: { members: [ openai/gpt-4o ] } }");
        besides.put(
                "groups.verified\\..*",
                "groups: { support: { members: [ openai/gpt-4o, mistral/mistral-small-latest ] } }");
        besides.put("routes.name", "routes: [ { name: null } ]");
        besides.put("routes.allow-unverified", "routes: [ { fallback: support } ]");
        besides.put("models\\.(?!like).*", "models: { openai/ours: { context-window: 200000 } }");
        besides.put("models.price.*", "models: { openai/ours: { price: { input: 1, output: 1 } } }");
        besides.put("providers.simulated-dialect", "providers: { openai: { dialect: simulated } }");
        besides.put(
                "providers.token-.*",
                "providers: { openai: { dialect: azure, base-url: \"https://r.openai.azure.com\" } }");
        besides.put("ceilings.*", "ceilings: [ { per-day-usd: 1000 } ]");
        besides.put("routes.shadow..*", "routes: [ { shadow: { per-day-usd: 1000 } } ]");
        besides.put("routes.canary.(percent|by|name)", "routes: [ { canary: { to: openai/gpt-4o } } ]");
        besides.put("routes.canary.(min-quality|among)", "routes: [ { canary: { strategy: best-quality } } ]");
        besides.put("routes.canary.arms", "routes: [ { canary: { percent: null } } ]");
        besides.put("routes.canary.arms.(name|percent)", "routes: [ { canary: { arms: [ { to: openai/gpt-4o } ] } } ]");
        besides.put(
                "routes.canary.arms.(min-quality|among)",
                "routes: [ { canary: { arms: [ { strategy: best-quality } ] } } ]");
        besides.put("kafka.bootstrap", "kafka: { registry: \"http://registry:8081\" }");
        besides.put("kafka.registry", "kafka: { bootstrap: \"kafka:9092\" }");
        return besides;
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    private static String text(JsonNode file) {
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always YAML", e);
        }
    }
}
