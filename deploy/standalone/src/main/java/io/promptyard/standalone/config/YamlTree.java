package io.promptyard.standalone.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One YAML document as a tree of nodes. Keys that stand twice and variables that are not set are told, all of them; only
 * bad syntax ends the reading.
 */
final class YamlTree {
    private final EnvironmentValues environment;
    private final Problems problems;

    YamlTree(EnvironmentValues environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The top of the file; an empty file is an empty map. */
    ConfigNode.Mapping parse(String text) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            JsonToken first = parser.nextToken();
            ConfigNode top = first == null ? new ConfigNode.Empty() : node("", parser);
            if (parser.nextToken() != null) {
                problems.error("file", "must hold one document", "more");
            }
            return switch (top) {
                case ConfigNode.Mapping mapping -> mapping;
                case ConfigNode.Empty empty -> new ConfigNode.Mapping();
                case ConfigNode.Scalar scalar -> notAMap(scalar);
                case ConfigNode.Sequence sequence -> notAMap(sequence);
            };
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the file, keys and all.
            problems.error(
                    "file",
                    "must be YAML",
                    e.getLocation() == null
                            ? "a syntax error"
                            : "a syntax error at line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr());
            return new ConfigNode.Mapping();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigNode.Mapping notAMap(ConfigNode top) {
        problems.error("file", "must be a map", top.kind());
        return new ConfigNode.Mapping();
    }

    private ConfigNode node(String path, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(path, parser);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(path, parser);
        }
        if (token == JsonToken.VALUE_NULL) {
            return new ConfigNode.Empty();
        }
        return environment.replace(path, parser.getText(), problems);
    }

    private ConfigNode mapping(String path, JsonParser parser) throws IOException {
        ConfigNode.Mapping mapping = new ConfigNode.Mapping();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String child = Section.child(path, key);
            parser.nextToken();
            if (mapping.entries().put(key, node(child, parser)) != null) {
                problems.error(child, "must not stand twice", key);
            }
        }
        return mapping;
    }

    private ConfigNode sequence(String path, JsonParser parser) throws IOException {
        List<ConfigNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]", parser));
        }
        return new ConfigNode.Sequence(List.copyOf(items));
    }
}
