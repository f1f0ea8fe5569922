package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hints from headers and from the body object. In the body a dash may be written as an underscore, lists as
 * arrays and tags as an object; an unknown key is an error, because a constraint that is not understood must not be
 * passed over.
 */
final class RoutingHintsReader {
    private static final String HEADER = "x-promptyard-";
    private static final List<String> KEYS = List.of(
            "lane",
            "endpoint",
            "tenant",
            "tags",
            "regions",
            "zero-retention",
            "max-cost-usd",
            "min-quality",
            "capabilities",
            "providers",
            "not-providers",
            "data-class",
            "priority");

    private static final Set<String> LISTS = Set.of("tags", "regions", "capabilities", "providers", "not-providers");

    private RoutingHintsReader() {}

    /** @throws InvalidRequest naming the header */
    static RoutingHints headers(MultiMap headers) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String key : KEYS) {
            List<String> values = headers.getAll(HEADER + key);
            // Several lines of a list are one; of a single value it could not be known which is meant.
            if (values.size() > 1 && !LISTS.contains(key)) {
                throw InvalidRequest.value(HEADER + key, "must not be given more than once");
            }
            if (!values.isEmpty()) {
                said.put(key, String.join(",", values).trim());
            }
        }
        return said.isEmpty() ? RoutingHints.NONE : hints(said, HEADER);
    }

    /** @throws InvalidRequest naming the key */
    static RoutingHints body(Fields promptyard) {
        Map<String, String> said = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : promptyard.all()) {
            String key = field.getKey().replace('_', '-');
            String path = promptyard.path(field.getKey());
            if (!KEYS.contains(key)) {
                throw InvalidRequest.value(path, "unknown key; known are " + String.join(", ", KEYS));
            }
            if (!field.getValue().isNull() && said.put(key, flat(field.getValue(), path)) != null) {
                throw InvalidRequest.value(path, "must not be given more than once");
            }
        }
        return hints(said, "promptyard.");
    }

    private static String flat(JsonNode value, String path) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(scalar(item, path)));
            return String.join(",", items);
        }
        if (value.isObject()) {
            List<String> pairs = new ArrayList<>();
            value.properties().forEach(pair -> pairs.add(pair.getKey() + "=" + scalar(pair.getValue(), path)));
            return String.join(",", pairs);
        }
        return value.asText();
    }

    private static String scalar(JsonNode value, String path) {
        if (!value.isValueNode() || value.isNull() || value.asText().indexOf(',') >= 0) {
            throw InvalidRequest.type(path, "plain values without commas");
        }
        return value.asText();
    }

    private static RoutingHints hints(Map<String, String> said, String prefix) {
        return new RoutingHints(
                name(said, "lane", prefix),
                name(said, "endpoint", prefix),
                name(said, "tenant", prefix),
                tags(said.get("tags"), prefix + "tags"),
                list(said.get("regions")),
                flag(said.get("zero-retention"), prefix + "zero-retention"),
                cost(said.get("max-cost-usd"), prefix + "max-cost-usd"),
                quality(said.get("min-quality"), prefix + "min-quality"),
                list(said.get("capabilities")),
                list(said.get("providers")),
                list(said.get("not-providers")),
                dataClass(said, prefix),
                priority(said.get("priority"), prefix + "priority"));
    }

    private static @Nullable String name(Map<String, String> said, String key, String prefix) {
        String value = said.get(key);
        if (value != null && value.isBlank()) {
            throw InvalidRequest.value(prefix + key, "must not be blank");
        }
        return value;
    }

    /** Of several it could not be known which is meant, and the wrong one might permit more. */
    private static @Nullable String dataClass(Map<String, String> said, String prefix) {
        String value = name(said, "data-class", prefix);
        if (value != null && value.indexOf(',') >= 0) {
            throw InvalidRequest.value(prefix + "data-class", "must be one class");
        }
        return value;
    }

    private static @Nullable Map<String, String> tags(@Nullable String text, String path) {
        if (text == null) {
            return null;
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : split(text)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw InvalidRequest.value(path, "expected name=value pairs, with commas between");
            }
            tags.put(
                    pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
        }
        return tags;
    }

    private static @Nullable List<String> list(@Nullable String text) {
        return text == null ? null : split(text);
    }

    private static @Nullable Boolean flag(@Nullable String text, String path) {
        return switch (text) {
            case null -> null;
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw InvalidRequest.value(path, "true or false is expected");
        };
    }

    private static @Nullable BigDecimal cost(@Nullable String text, String path) {
        if (text == null) {
            return null;
        }
        BigDecimal cost = decimal(text, path);
        if (cost.signum() < 0) {
            throw InvalidRequest.value(path, "must not be negative");
        }
        return cost;
    }

    private static @Nullable Double quality(@Nullable String text, String path) {
        if (text == null) {
            return null;
        }
        double quality = decimal(text, path).doubleValue();
        if (!(quality >= 0 && quality <= 1)) {
            throw InvalidRequest.value(path, "must be between 0 and 1");
        }
        return quality;
    }

    private static @Nullable Integer priority(@Nullable String text, String path) {
        if (text == null) {
            return null;
        }
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return text.charAt(0) - '0';
        }
        throw InvalidRequest.value(path, "must be a whole number from 0 to 9");
    }

    /** Short numbers only: a huge exponent would be a number that costs much to write out. */
    private static BigDecimal decimal(String text, String path) {
        if (text.length() <= 32 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException notANumber) {
                throw InvalidRequest.type(path, "a decimal number");
            }
        }
        throw InvalidRequest.type(path, "a decimal number");
    }

    private static List<String> split(String text) {
        List<String> items = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            String item = text.substring(from, to).trim();
            if (!item.isEmpty()) {
                items.add(item);
            }
            from = to + 1;
        }
        return items;
    }
}
