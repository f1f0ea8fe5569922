package io.promptyard.router.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads pairs: a JSON array of {@code {"name","bench","strong","weak"}}. */
public final class Pairs {
    private static final String BUILT_IN = "pairs.json";

    private Pairs() {}

    /** Those of the benchmarks in {@code router-topology/data}. */
    public static List<Pair> builtIn() {
        try (InputStream in = Pairs.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from this build");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), BUILT_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws {@link IllegalArgumentException} that says where in {@code source} and what is wrong. */
    public static List<Pair> parse(String json, String source) {
        JsonNode all;
        try {
            all = new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(source + ": must be a JSON array of pairs");
        }
        if (!all.isArray() || all.isEmpty()) {
            throw new IllegalArgumentException(source + ": must be a JSON array of pairs, at least one");
        }
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode each : all) {
            String where = source + "[" + pairs.size() + "]";
            String bench = text(each, "bench", where);
            String name = each.hasNonNull("name") ? text(each, "name", where) : bench;
            pairs.add(new Pair(name, bench, text(each, "strong", where), text(each, "weak", where)));
        }
        return pairs;
    }

    private static String text(JsonNode node, String field, String where) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException(where + "." + field + ": must be a string (got "
                    + (value.isMissingNode() ? "nothing" : value.toString()) + ")");
        }
        return value.textValue();
    }
}
