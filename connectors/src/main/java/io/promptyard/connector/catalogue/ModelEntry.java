package io.promptyard.connector.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of a catalogue file, being read; what is wrong with it goes to {@code problems}. */
record ModelEntry(String path, JsonNode json, JsonNode provider, CatalogueSources known, List<String> problems) {
    private static final Set<String> KEYS = Set.of(
            "target",
            "kind",
            "price",
            "context-window",
            "max-output",
            "capabilities",
            "modalities",
            "quality",
            "retires",
            "confidence",
            "sources",
            "source",
            "as-of",
            "notes");
    private static final Set<String> PRICE_KEYS =
            Set.of("input", "output", "cached-input", "cache-write", "cache-write-1h", "reasoning");
    private static final String DEFAULT_QUALITY = "default";

    /** Empty when the entry cannot be used, with at least one problem told. */
    Optional<ModelSpec> read() {
        int before = problems.size();
        keys(json, path, KEYS);
        Target target = target();
        ModelFacts facts = new FactsEntry(path, json, provider, known, problems).read();
        boolean chats = facts.kind() == ModelFacts.Kind.CHAT;
        Price price = price(chats);
        int window = tokens("context-window");
        Integer output = json.has("max-output") ? tokens("max-output") : null;
        Set<Capability> capabilities = capabilities();
        Map<Task, Double> quality = new EnumMap<>(Task.class);
        double otherwise = chats || json.has("quality") ? quality(quality) : 0;
        String source = json.has("sources")
                ? known.inWords(facts.sources())
                : text("source") + " (as of " + text("as-of") + ")";
        return problems.size() > before || target == null
                ? Optional.empty()
                : Optional.of(
                        new ModelSpec(target, price, window, output, capabilities, otherwise, quality, source, facts));
    }

    private void problem(String key, String rule, Object got) {
        problems.add(path + "." + key + ": " + rule + " (got " + got + ")");
    }

    private void keys(JsonNode object, String where, Set<String> keys) {
        object.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                problems.add(where + "." + key + ": unknown key (got " + key + ")");
            }
        });
    }

    private @Nullable Target target() {
        try {
            return Target.parse(json.path("target").asText());
        } catch (IllegalArgumentException e) {
            problem("target", "must be provider/model", json.path("target"));
            return null;
        }
    }

    /** Answers of a model that does not chat are no tokens, and cost none. */
    private @Nullable Price price(boolean chats) {
        JsonNode price = json.path("price");
        if (price.isMissingNode()) {
            return null;
        }
        keys(price, path + ".price", PRICE_KEYS);
        BigDecimal input = usd(price, "input", true);
        BigDecimal output = chats || price.has("output") ? usd(price, "output", true) : BigDecimal.ZERO;
        BigDecimal cached = usd(price, "cached-input", false);
        BigDecimal write = usd(price, "cache-write", false);
        BigDecimal writeHour = usd(price, "cache-write-1h", false);
        BigDecimal reasoning = usd(price, "reasoning", false);
        return input == null || output == null ? null : new Price(input, output, cached, write, reasoning, writeHour);
    }

    private @Nullable BigDecimal usd(JsonNode price, String key, boolean required) {
        JsonNode value = price.path(key);
        if (value.isMissingNode() && !required) {
            return null;
        }
        try {
            BigDecimal usd = new BigDecimal(value.asText());
            if (value.isTextual() && usd.signum() >= 0) {
                return usd;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is not text.
        }
        problem("price." + key, "must be a decimal of at least 0, as text", value);
        return null;
    }

    private int tokens(String key) {
        JsonNode value = json.path(key);
        if (!value.isInt() || value.intValue() < 1) {
            problem(key, "must be a whole number of at least 1", value);
        }
        return Math.max(1, value.intValue());
    }

    private Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (JsonNode label : json.path("capabilities")) {
            Capability.ofLabel(label.asText())
                    .ifPresentOrElse(
                            capabilities::add, () -> problem("capabilities", "must be known capabilities", label));
        }
        return capabilities;
    }

    /** Fills {@code quality} by task and returns the default. */
    private double quality(Map<Task, Double> quality) {
        JsonNode figures = json.path("quality");
        if (figures.isTextual()) {
            return ofClass(figures.asText());
        }
        figures.fieldNames().forEachRemaining(key -> {
            Optional<Task> task = Task.ofLabel(key);
            if (task.isPresent()) {
                quality.put(task.get(), unit(figures, key));
            } else if (!key.equals(DEFAULT_QUALITY)) {
                problem("quality." + key, "must be a task or default", key);
            }
        });
        return unit(figures, DEFAULT_QUALITY);
    }

    private double ofClass(String name) {
        Double figure = known.classes().get(name);
        if (figure == null) {
            problem("quality", "must be figures by task or a class of the index", name);
            return 0;
        }
        return figure;
    }

    private double unit(JsonNode figures, String key) {
        JsonNode value = figures.path(key);
        boolean good = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
        if (!good) {
            problem("quality." + key, "must be a number from 0 to 1", value);
        }
        return value.doubleValue();
    }

    private String text(String key) {
        if (json.path(key).asText().isBlank()) {
            problem(key, "must not be blank", json.path(key));
        }
        return json.path(key).asText();
    }
}
