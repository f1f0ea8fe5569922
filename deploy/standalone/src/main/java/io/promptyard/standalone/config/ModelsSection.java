package io.promptyard.standalone.config;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelFacts;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code models:} laid over the built-in catalogue. A model that the catalogue has, or is {@code like} one that it has,
 * keeps what is not overridden; a new one must state its window.
 */
final class ModelsSection {
    private static final String SOURCE = "configuration";
    private static final int DEFAULT_MAX_OUTPUT = 4_096;
    private static final double DEFAULT_QUALITY = 0.5;

    private final ModelCatalogue builtIn;

    private ModelsSection(ModelCatalogue builtIn) {
        this.builtIn = builtIn;
    }

    static ModelCatalogue read(Section top, ModelCatalogue builtIn) {
        ModelsSection models = new ModelsSection(builtIn);
        Map<Target, ModelSpec> overrides = new HashMap<>();
        top.sections("models").forEach((name, section) -> {
            Optional<Target> target = TargetNames.parse(name);
            if (target.isEmpty()) {
                section.problems().error(section.path(), TargetNames.RULE, "\"" + name + "\"");
            }
            ModelSpec spec = models.model(target.orElse(Target.of("unreadable", "unreadable")), section);
            target.ifPresent(each -> overrides.put(each, spec));
        });
        return builtIn.with(overrides);
    }

    private ModelSpec model(Target target, Section section) {
        ModelSpec base = base(target, section);
        int window =
                section.integer("context-window", 1, Integer.MAX_VALUE).orElse(base == null ? 1 : base.contextWindow());
        if (base == null && !section.has("context-window")) {
            section.problems().error(section.path("context-window"), "must be given for a new model", "nothing");
        }
        Integer otherwise = base == null ? Integer.valueOf(Math.min(window, DEFAULT_MAX_OUTPUT)) : base.maxOutput();
        Optional<Integer> most = section.integer("max-output", 1, Integer.MAX_VALUE);
        Map<Task, Double> quality = new EnumMap<>(Task.class);
        double defaultQuality = base == null ? DEFAULT_QUALITY : base.defaultQuality();
        if (base != null) {
            quality.putAll(base.quality());
        }
        ModelSpec spec = new ModelSpec(
                target,
                price(section).orElse(base == null ? null : base.price()),
                window,
                most.isPresent() ? most.get() : otherwise,
                capabilities(section, base),
                quality(section, quality, defaultQuality),
                quality,
                section.text("source").orElse(SOURCE),
                facts(target, section, base));
        section.end();
        return spec;
    }

    /** A model that the configuration brings in, or judges, may be picked; a corrected price alone changes nothing there. */
    private static ModelFacts facts(Target target, Section section, @Nullable ModelSpec base) {
        ModelFacts facts = kind(section, base == null ? ModelFacts.NONE : base.facts());
        boolean judged = section.has("quality");
        boolean broughtIn = base == null || !base.target().equals(target);
        boolean auto = section.flag("auto").orElse(facts.auto() || judged || broughtIn);
        ModelFacts kept = section.has("price") ? priced(facts) : facts;
        ModelFacts read = (judged ? kept.judged() : kept).auto(auto);
        return section.value("retires", "must be a date like 2026-01-31", ModelsSection::date)
                .map(read::retiring)
                .orElse(read);
    }

    /** A model of one's own may be one for embeddings; what the catalogue has stays what it is. */
    private static ModelFacts kind(Section section, ModelFacts facts) {
        return section.value("kind", "must be chat or embedding", ModelsSection::kindOf)
                .map(facts::of)
                .orElse(facts);
    }

    private static Optional<ModelFacts.Kind> kindOf(String text) {
        return switch (text) {
            case "chat" -> Optional.of(ModelFacts.Kind.CHAT);
            case "embedding" -> Optional.of(ModelFacts.Kind.EMBEDDING);
            default -> Optional.empty();
        };
    }

    /** A price of one's own: what other sources say of the old one no longer matters. */
    private static ModelFacts priced(ModelFacts facts) {
        Map<String, List<String>> sources = new HashMap<>(facts.sources());
        sources.put("price", List.of(SOURCE));
        return new ModelFacts(
                facts.kind(),
                facts.input(),
                facts.output(),
                facts.regions(),
                facts.retention(),
                facts.retires(),
                ModelFacts.Confidence.SINGLE,
                facts.ruled(),
                facts.auto(),
                sources,
                null);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private @Nullable ModelSpec base(Target target, Section section) {
        Optional<Target> like = section.value(
                "like",
                "must be a model of the built-in catalogue",
                text -> TargetNames.parse(text)
                        .filter(each -> builtIn.find(each).isPresent()));
        return builtIn.find(like.orElse(target)).orElse(null);
    }

    private static Optional<Price> price(Section section) {
        return section.section("price").flatMap(price -> {
            BigDecimal input = required(price, "input");
            BigDecimal output = required(price, "output");
            BigDecimal cached = price.usd("cached-input").orElse(null);
            BigDecimal write = price.usd("cache-write").orElse(null);
            BigDecimal writeHour = price.usd("cache-write-1h").orElse(null);
            BigDecimal reasoning = price.usd("reasoning").orElse(null);
            price.end();
            return input == null || output == null
                    ? Optional.empty()
                    : Optional.of(new Price(input, output, cached, write, reasoning, writeHour));
        });
    }

    private static @Nullable BigDecimal required(Section price, String key) {
        if (!price.has(key)) {
            price.problems().error(price.path(key), "must be given", "nothing");
        }
        return price.usd(key).orElse(null);
    }

    private static Set<Capability> capabilities(Section section, @Nullable ModelSpec base) {
        List<Capability> given = section.values("capabilities", "must be known capabilities", Capability::ofLabel);
        if (!section.has("capabilities")) {
            return base == null ? EnumSet.of(Capability.STREAMING) : base.capabilities();
        }
        return Set.copyOf(given);
    }

    /** One number for every task, or a number per task and {@code default}; returns the default. */
    private static double quality(Section section, Map<Task, Double> quality, double otherwise) {
        if (section.node("quality").orElse(null) instanceof ConfigNode.Scalar) {
            quality.clear();
            return section.unit("quality").orElse(otherwise);
        }
        return section.section("quality")
                .map(figures -> {
                    for (Task task : Task.values()) {
                        figures.unit(task.label()).ifPresent(figure -> quality.put(task, figure));
                    }
                    double given = figures.unit("default").orElse(otherwise);
                    figures.end();
                    return given;
                })
                .orElse(otherwise);
    }
}
