package io.promptyard.standalone.config;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelFacts;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    private static final String OF_A_NEW_ONE = " for a new model";
    private static final String NOT_KNOWN = "not known";
    private static final String AS_INPUT = "as input";

    private static final ValueKey<Target> LIKE = Key.named("like")
            .example("openai/gpt-4o")
            .means(
                    "start from another model of the built-in catalogue: the same model at another host, or one tuned from it")
            .value(Rule.of("a model of the built-in catalogue", TargetNames::parse, Target::toString));

    private static final ValueKey<BigDecimal> INPUT = Key.named("input")
            .otherwise(NOT_KNOWN)
            .example("2.50")
            .means("USD per million tokens; this and `price.output`, once `price` is given")
            .value(Rule.USD);
    private static final ValueKey<BigDecimal> OUTPUT = Key.named("output")
            .otherwise(NOT_KNOWN)
            .example("10.00")
            .means("the same of the answer's tokens")
            .value(Rule.USD);
    private static final ValueKey<BigDecimal> CACHED_INPUT = Key.named("cached-input")
            .otherwise(AS_INPUT)
            .example("1.25")
            .means("of tokens that the provider has in its cache")
            .value(Rule.USD);
    private static final ValueKey<BigDecimal> CACHE_WRITE = Key.named("cache-write")
            .otherwise(AS_INPUT)
            .example("3.125")
            .means("of tokens that it writes there")
            .value(Rule.USD);
    private static final ValueKey<BigDecimal> CACHE_WRITE_HOUR = Key.named("cache-write-1h")
            .otherwise("as `cache-write` where that is left out, too; else not known")
            .example("6.00")
            .means("of tokens that it writes there to stay for an hour")
            .value(Rule.USD);
    private static final ValueKey<BigDecimal> REASONING = Key.named("reasoning")
            .otherwise("as output")
            .example("3.00")
            .means("of reasoning tokens")
            .value(Rule.USD);
    private static final SectionKey PRICE =
            Key.named("price").holding(Table.of(INPUT, OUTPUT, CACHED_INPUT, CACHE_WRITE, CACHE_WRITE_HOUR, REASONING));

    private static final Rule<Integer> TOKENS = Rule.integer(1, Integer.MAX_VALUE);
    private static final ValueKey<Integer> CONTEXT_WINDOW = Key.named("context-window")
            .otherwise("must be given for a new model")
            .example("131072")
            .means("tokens")
            .value(TOKENS);
    private static final ValueKey<Integer> MAX_OUTPUT = Key.named("max-output")
            .otherwise("the smaller of the window and `" + DEFAULT_MAX_OUTPUT + "`" + OF_A_NEW_ONE)
            .example("16384")
            .means("tokens")
            .value(TOKENS);
    private static final ListKey<Capability> CAPABILITIES = Key.named("capabilities")
            .otherwise("`[" + Capability.STREAMING.label() + "]`" + OF_A_NEW_ONE)
            .example("[tools, vision]")
            .means("what it can do; replaces the list")
            .list(Rule.known("known capabilities", Capability::label, List.of(Capability.values())));

    private static final ValueKey<Double> ANY_TASK =
            figure("default", "`" + DEFAULT_QUALITY + "`" + OF_A_NEW_ONE, "how well it does on every other task");
    private static final Map<Task, ValueKey<Double>> BY_TASK = byTask();
    private static final SectionKey QUALITY = Key.named("quality")
            .otherwise("`" + DEFAULT_QUALITY + "`" + OF_A_NEW_ONE)
            .example("{ default: 0.7, code: 0.9 }")
            .means("how well it answers, for all tasks or by task")
            .holding(Table.joined(List.of(List.of(ANY_TASK), BY_TASK.values())))
            .told("a number from 0 to 1, or a map of them by task and `default`");

    private static final ValueKey<Boolean> AUTO = Key.named("auto")
            .otherwise("as the catalogue says; `true` for a new model and where `quality` is given")
            .example("false")
            .means(
                    "whether strategies that choose among all models may pick it; [why not](catalogue.md#which-models-are-picked)")
            .value(Rule.FLAG);
    private static final ValueKey<ModelFacts.Kind> KIND = Key.named("kind")
            .otherwise("that of the catalogue, else `chat`")
            .example("embedding")
            .means("`embedding`: a model that gives vectors: it answers `/v1/embeddings` and no prompts")
            .value(Rule.oneOf(
                    kind -> kind.name().toLowerCase(Locale.ROOT),
                    List.of(ModelFacts.Kind.CHAT, ModelFacts.Kind.EMBEDDING)));
    private static final ValueKey<LocalDate> RETIRES = Key.named("retires")
            .otherwise("none known")
            .example("2026-10-23")
            .means("date of retirement")
            .value(Rule.of("a date like 2026-01-31", ModelsSection::date, LocalDate::toString));
    private static final DefaultKey<String> FROM = Key.named("source")
            .example("contract of May")
            .means("where the figures are from")
            .value(Rule.TEXT, SOURCE);

    static final SectionKey MODELS = Key.named("models")
            .named(
                    "provider/model",
                    Table.of(
                            LIKE, PRICE, CONTEXT_WINDOW, MAX_OUTPUT, CAPABILITIES, QUALITY, AUTO, KIND, RETIRES, FROM));

    private final ModelCatalogue builtIn;

    private final Map<ProviderId, BigDecimal> factors;

    private ModelsSection(ModelCatalogue builtIn, Map<ProviderId, BigDecimal> factors) {
        this.builtIn = builtIn;
        this.factors = factors;
    }

    /** @param factors by which a provider's prices differ from the catalogue's; those of the file are as they are billed */
    static ModelCatalogue read(Section top, ModelCatalogue builtIn, Map<ProviderId, BigDecimal> factors) {
        ModelsSection models = new ModelsSection(builtIn, factors);
        Map<Target, ModelSpec> overrides = new HashMap<>();
        builtIn.all().stream()
                .filter(each -> factors.containsKey(each.target().provider()))
                .forEach(each -> overrides.put(each.target(), each.at(models.billed(each.target(), each.price()))));
        top.sections(MODELS).forEach((name, section) -> {
            Optional<Target> target = TargetNames.parse(name);
            if (target.isEmpty()) {
                section.problems().error(section.path(), TargetNames.TARGET.words(), "\"" + name + "\"");
            }
            ModelSpec spec = models.model(target.orElse(Target.of("unreadable", "unreadable")), section);
            target.ifPresent(each -> overrides.put(each, spec));
        });
        return builtIn.with(overrides);
    }

    private ModelSpec model(Target target, Section section) {
        ModelSpec base = base(target, section);
        int window = section.find(CONTEXT_WINDOW).orElse(base == null ? 1 : base.contextWindow());
        if (base == null && !section.has(CONTEXT_WINDOW) && !section.problems().within(section.path(LIKE))) {
            section.error(CONTEXT_WINDOW, "must be given for a new model", "nothing");
        }
        Integer otherwise = base == null ? Integer.valueOf(Math.min(window, DEFAULT_MAX_OUTPUT)) : base.maxOutput();
        Optional<Integer> most = section.find(MAX_OUTPUT);
        Map<Task, Double> quality = new EnumMap<>(Task.class);
        double defaultQuality = base == null ? DEFAULT_QUALITY : base.defaultQuality();
        if (base != null) {
            quality.putAll(base.quality());
        }
        ModelSpec spec = new ModelSpec(
                target,
                price(section).orElse(base == null ? null : billed(target, base.price())),
                window,
                most.isPresent() ? most.get() : otherwise,
                capabilities(section, base),
                quality(section, quality, defaultQuality),
                quality,
                section.get(FROM),
                facts(target, section, base));
        section.end();
        return spec;
    }

    /** A model that the configuration brings in, or judges, may be picked; a corrected price alone changes nothing there. */
    private static ModelFacts facts(Target target, Section section, @Nullable ModelSpec base) {
        ModelFacts facts = kind(section, base == null ? ModelFacts.NONE : base.facts());
        boolean judged = section.has(QUALITY);
        boolean broughtIn = base == null || !base.target().equals(target);
        boolean auto = section.find(AUTO).orElse(facts.auto() || judged || broughtIn);
        ModelFacts kept = section.has(PRICE) ? priced(facts) : facts;
        ModelFacts read = (judged ? kept.judged() : kept).auto(auto);
        return section.find(RETIRES).map(read::retiring).orElse(read);
    }

    /** A model of one's own may be one for embeddings; what the catalogue has stays what it is. */
    private static ModelFacts kind(Section section, ModelFacts facts) {
        return section.find(KIND).map(facts::of).orElse(facts);
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

    private @Nullable Price billed(Target target, @Nullable Price listed) {
        BigDecimal factor = factors.get(target.provider());
        return factor == null || listed == null ? listed : listed.times(factor);
    }

    private @Nullable ModelSpec base(Target target, Section section) {
        Optional<Target> like = section.find(
                LIKE,
                text -> TargetNames.parse(text)
                        .filter(each -> builtIn.find(each).isPresent()));
        return builtIn.find(like.orElse(target)).orElse(null);
    }

    private static Optional<Price> price(Section section) {
        return section.section(PRICE).flatMap(price -> {
            BigDecimal input = price.required(INPUT).orElse(null);
            BigDecimal output = price.required(OUTPUT).orElse(null);
            BigDecimal cached = price.find(CACHED_INPUT).orElse(null);
            BigDecimal write = price.find(CACHE_WRITE).orElse(null);
            BigDecimal writeHour = price.find(CACHE_WRITE_HOUR).orElse(null);
            BigDecimal reasoning = price.find(REASONING).orElse(null);
            price.end();
            return input == null || output == null
                    ? Optional.empty()
                    : Optional.of(new Price(input, output, cached, write, reasoning, writeHour));
        });
    }

    private static Set<Capability> capabilities(Section section, @Nullable ModelSpec base) {
        List<Capability> given = section.list(CAPABILITIES);
        if (!section.has(CAPABILITIES)) {
            return base == null ? EnumSet.of(Capability.STREAMING) : base.capabilities();
        }
        return Set.copyOf(given);
    }

    /** One number for every task, or a number per task and {@code default}; returns the default. */
    private static double quality(Section section, Map<Task, Double> quality, double otherwise) {
        if (section.node(QUALITY).orElse(null) instanceof ConfigNode.Scalar given) {
            quality.clear();
            return section.value(section.path(QUALITY), given, Rule.UNIT.words(), Rule.UNIT.parse())
                    .orElse(otherwise);
        }
        return section.section(QUALITY)
                .map(figures -> {
                    BY_TASK.forEach((task, key) -> figures.find(key).ifPresent(figure -> quality.put(task, figure)));
                    double others = figures.find(ANY_TASK).orElse(otherwise);
                    figures.end();
                    return others;
                })
                .orElse(otherwise);
    }

    private static Map<Task, ValueKey<Double>> byTask() {
        Map<Task, ValueKey<Double>> byTask = new EnumMap<>(Task.class);
        for (Task task : Task.values()) {
            byTask.put(task, figure(task.label(), "that of `default`", "how well it does on this task"));
        }
        return byTask;
    }

    private static ValueKey<Double> figure(String name, String otherwise, String means) {
        return Key.named(name).otherwise(otherwise).example("0.9").means(means).value(Rule.UNIT);
    }
}
