package io.promptyard.standalone.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.promptyard.router.config.ConfigProblem;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file's text as it may be kept and shown: what it says, each {@code ${NAME}} as it is written, without comments, and where a
 * secret may stand only the names of variables, or that it was written out. It reads as the same {@link ConfigParts}. Pure.
 */
public final class MaskedConfig {
    private static final String KEYS = "api-keys";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}:]*)[^}]*}");
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    private MaskedConfig() {}

    /** @throws InvalidConfigException when the text is no YAML map */
    public static String of(String yaml) {
        Problems problems = new Problems();
        ConfigNode.Mapping tree = new YamlTree(new EnvironmentValues(Map.of(), true), problems).parse(yaml);
        List<ConfigProblem> unreadable = problems.errors().stream()
                .filter(each -> each.path().equals("file"))
                .toList();
        if (!unreadable.isEmpty()) {
            throw new InvalidConfigException(unreadable);
        }
        return tree.entries().isEmpty() ? "" : text(json(tree, ""));
    }

    /** @param secret the key under which all of it may be one; empty for none */
    private static JsonNode json(ConfigNode node, String secret) {
        return switch (node) {
            case ConfigNode.Scalar scalar ->
                JsonNodeFactory.instance.textNode(secret.isEmpty() ? scalar.shown() : mask(scalar.shown()));
            case ConfigNode.Sequence sequence -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> items.add(json(item, secret)));
                yield items;
            }
            case ConfigNode.Mapping mapping -> {
                ObjectNode map = JsonNodeFactory.instance.objectNode();
                mapping.entries().forEach((key, item) -> map.set(key, json(item, within(secret, key))));
                yield map;
            }
            case ConfigNode.Empty empty -> JsonNodeFactory.instance.nullNode();
        };
    }

    /** Keys have names, which tell them apart and are no secret. */
    private static String within(String secret, String key) {
        if (secret.equals(KEYS) && key.equals("name")) {
            return "";
        }
        return secret.isEmpty() && ConfigParts.SECRETS.contains(key) ? key : secret;
    }

    /** The variables without their defaults, for a default may be the secret. */
    private static String mask(String text) {
        String names = VARIABLE.matcher(text)
                .results()
                .map(found -> "${" + found.group(1) + "}")
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? ConfigParts.WRITTEN_OUT : names;
    }

    private static String text(JsonNode node) {
        try {
            return YAML.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always YAML", e);
        }
    }
}
