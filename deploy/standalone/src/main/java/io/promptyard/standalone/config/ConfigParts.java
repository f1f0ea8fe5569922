package io.promptyard.standalone.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.router.published.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file in two: {@code live} are the sections that a running system switches, as JSON with each {@code ${NAME}} as it is
 * written; {@code restart} are digests of the others, by section. Secrets are in neither: where one may stand, a digest tells
 * only whether it is written out or taken from the environment.
 */
public record ConfigParts(String live, SortedMap<String, String> restart) {
    /** Sections that a running system switches, whole. */
    public static final List<String> LIVE = List.of("models", "aliases", "groups", "routes", "ceilings");

    /** The keys of {@code learning} that it switches too. */
    public static final List<String> LIVE_OF_LEARNING = List.of("exploration", "exploration-max-usd");

    /** Sections that each process has for itself; the others are the same in a whole fleet. */
    public static final Set<String> OF_A_PROCESS = Set.of("gateway", "kafka", "management");

    static final List<String> RESTART = List.of(
            "providers",
            "retries",
            "waiting",
            "health",
            "lanes",
            "classifier",
            "learning",
            "gateway",
            "kafka",
            "management");

    private static final String LEARNING = "learning";
    /** Keys at and under which a secret may stand. */
    static final Set<String> SECRETS = Set.of("api-key", "api-keys", "token-command", "properties");

    /** What stands for a secret that is no variable. */
    static final String WRITTEN_OUT = "written out";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}:]*");
    private static final int VERSION_DIGITS = 12;
    private static final int DIGEST_DIGITS = 16;

    public ConfigParts {
        restart = new TreeMap<>(restart);
    }

    static ConfigParts of(ConfigNode.Mapping top) {
        ObjectNode live = JsonNodeFactory.instance.objectNode();
        LIVE.forEach(section -> put(live, section, top.entries().get(section)));
        SortedMap<String, String> restart = new TreeMap<>();
        for (String section : RESTART) {
            ConfigNode node = top.entries().get(section);
            if (section.equals(LEARNING) && node instanceof ConfigNode.Mapping learning) {
                put(live, LEARNING, only(learning, true));
                node = only(learning, false);
            }
            boolean empty = node == null
                    || node instanceof ConfigNode.Empty
                    || node instanceof ConfigNode.Mapping mapping
                            && mapping.entries().isEmpty();
            restart.put(section, empty ? "" : digest(text(json(node, true))));
        }
        return new ConfigParts(text(live), restart);
    }

    private static void put(ObjectNode live, String section, @Nullable ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping && !mapping.entries().isEmpty()
                || node instanceof ConfigNode.Sequence
                || node instanceof ConfigNode.Scalar) {
            live.set(section, json(node, false));
        }
    }

    private static ConfigNode.Mapping only(ConfigNode.Mapping learning, boolean live) {
        ConfigNode.Mapping part = new ConfigNode.Mapping();
        learning.entries().forEach((key, node) -> {
            if (LIVE_OF_LEARNING.contains(key) == live) {
                part.entries().put(key, node);
            }
        });
        return part;
    }

    /** The tree of a file with the live sections of another in the place of its own. */
    static void overlay(ConfigNode.Mapping own, ConfigNode.Mapping live) {
        LIVE.forEach(section -> {
            own.entries().remove(section);
            ConfigNode node = live.entries().get(section);
            if (node != null) {
                own.entries().put(section, node);
            }
        });
        ConfigNode.Mapping learning =
                own.entries().get(LEARNING) instanceof ConfigNode.Mapping mine ? mine : new ConfigNode.Mapping();
        LIVE_OF_LEARNING.forEach(learning.entries()::remove);
        if (live.entries().get(LEARNING) instanceof ConfigNode.Mapping theirs) {
            theirs.entries().forEach((key, node) -> {
                if (LIVE_OF_LEARNING.contains(key)) {
                    learning.entries().put(key, node);
                }
            });
        }
        if (!learning.entries().isEmpty()) {
            own.entries().put(LEARNING, learning);
        }
    }

    /**
     * Names what decisions follow from by its content: these sections, those that need a restart and bear on decisions, and the
     * built-in catalogue.
     */
    public String version() {
        StringBuilder content = new StringBuilder(CatalogueReader.builtInText()).append(live);
        restart.forEach((section, digest) -> {
            if (!OF_A_PROCESS.contains(section)) {
                content.append(section).append(digest);
            }
        });
        return Sha256.of(content.toString()).substring(0, VERSION_DIGITS);
    }

    public String sha256() {
        return Sha256.of(live);
    }

    /** The same sections on an instance that was started with other ones beside them. */
    public ConfigParts beside(Map<String, String> theirs) {
        SortedMap<String, String> sections = new TreeMap<>(theirs);
        sections.keySet().retainAll(RESTART);
        return new ConfigParts(live, sections);
    }

    private static JsonNode json(ConfigNode node, boolean masked) {
        return json(node, masked, false);
    }

    /** @param secret whether it stands where a secret may */
    private static JsonNode json(ConfigNode node, boolean masked, boolean secret) {
        return switch (node) {
            case ConfigNode.Scalar scalar ->
                JsonNodeFactory.instance.textNode(secret ? mask(scalar.shown()) : scalar.shown());
            case ConfigNode.Sequence sequence -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> items.add(json(item, masked, secret)));
                yield items;
            }
            case ConfigNode.Mapping mapping -> {
                ObjectNode map = JsonNodeFactory.instance.objectNode();
                mapping.entries()
                        .forEach((key, item) ->
                                map.set(key, json(item, masked, secret || masked && SECRETS.contains(key))));
                yield map;
            }
            case ConfigNode.Empty empty -> JsonNodeFactory.instance.nullNode();
        };
    }

    /** The names of variables in it, and no word else. */
    private static String mask(String text) {
        String names = VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining(" "));
        return names.isEmpty() ? WRITTEN_OUT : names;
    }

    private static String digest(String text) {
        return Sha256.of(text).substring(0, DIGEST_DIGITS);
    }

    private static String text(JsonNode node) {
        try {
            return new JsonMapper().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
