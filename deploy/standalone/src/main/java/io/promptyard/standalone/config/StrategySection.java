package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.Strategy;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Draft;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.MapKey;
import io.promptyard.standalone.config.keys.NearestKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import io.promptyard.standalone.config.keys.Word;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code strategy:} of a route: a word, or a map of one key. */
final class StrategySection {
    private static final int MOST_WEIGHT = 1_000_000;
    private static final String CONVERSATION = "conversation";
    private static final Strategy OTHERWISE = new Strategy.CheapestCapable();

    /** What needs no figures of its own. */
    private static final List<Word<Strategy>> WORDS = List.of(
            word(OTHERWISE, """
                    least expected cost among those whose predicted quality reaches the higher of `min-quality` and the prompt's own bound; \
                    when none does, the best permitted, and the decision says so"""),
            word(new Strategy.BestQuality(), "highest predicted quality, then least cost"),
            word(new Strategy.LowestLatency(), """
                    soonest expected to have answered: time to the first token, and then the expected output at the tokens per second seen, \
                    longer by the calls under way or waiting there against its provider's `max-concurrency`. Of those within a fifth of the best one is drawn by the request id, so that not all go \
                    to the same. What was answered a minute ago counts for half; a target of which less than half an answer is left is cold: \
                    one prompt in ten tries a cold one, and all do while nothing else is known"""),
            word(new Strategy.LeastBusy(), """
                    fewest calls against its provider's `max-concurrency`: those under way anywhere, and those that this router let go and \
                    that wait for a worker; within 0.02 of the least one is drawn"""),
            word(new Strategy.Headroom(), """
                    most left of its provider's `limits`, requests or tokens of the last minute, whichever is fuller; within 0.05 one is \
                    drawn; a provider without limits has all left"""));

    private static final Rule<Word<Strategy>> WORD_RULE = Rule.oneOf(Word::word, WORDS);
    private static final Rule<Integer> WEIGHT_RULE = Rule.integer(1, MOST_WEIGHT);

    private static final ListKey<Target> PRIORITY = part("priority")
            .example("[openai/gpt-4o, mistral/mistral-small-latest]")
            .means("the first permitted, in this order")
            .list(TargetNames.TARGET_OR_ALIAS);
    private static final MapKey<Integer> WEIGHTED = part("weighted")
            .example("{ openai/gpt-4o: 80, mistral/mistral-small-latest: 20 }")
            .means("by weight among the permitted, always the same for one request id")
            .map("target", WEIGHT_RULE);
    private static final MapKey<Integer> SPLIT = part("split")
            .example("{ openai/gpt-4o: 80, mistral/mistral-small-latest: 20 }")
            .means("""
                    exactly these shares: of as many first choices in a row as the shares add up to, each permitted target has precisely its \
                    own, spread rather than in blocks. Each router counts by itself, from 0 at its start. A fallback takes no turn: it goes \
                    by the request id""")
            .map("target", WEIGHT_RULE);
    private static final ListKey<Target> TARGETS = Key.named("targets")
            .required()
            .example("[openai/gpt-4o, mistral/mistral-small-latest]")
            .means("those that keys are spread over. A target that falls out moves only its own conversations")
            .list(TargetNames.TARGET_OR_ALIAS);
    private static final DefaultKey<String> BY = Key.named("by")
            .example("tenant")
            .means("""
                    what stays together: `conversation` (the tag of that name, else the prompt's messages up to the first question), `tenant`, \
                    or `tag:NAME`""")
            .value(Rule.of("`conversation`, `tenant` or `tag:NAME`", StrategySection::key, key -> key), CONVERSATION);
    private static final SectionKey STICKY = part("sticky")
            .example("{ targets: [openai/gpt-4o, mistral/mistral-small-latest], by: conversation }")
            .means("the same permitted target for the same key, on every instance and after every restart")
            .holding(Table.of(TARGETS, BY));
    private static final ValueKey<BigDecimal> MAX_COST = Key.named("max-cost-usd")
            .required()
            .example("0.05")
            .means("most that a call may be expected to cost")
            .value(Rule.USD);
    private static final SectionKey BEST_QUALITY =
            part("best-quality").example("{ max-cost-usd: 0.05 }").means("""
                    as the word, of what is expected to cost no more; nothing when all is dearer (`OVER_BUDGET`). A model that the client \
                    names is not held to it""").holding(Table.of(MAX_COST));
    private static final ValueKey<BigDecimal> USD_PER_POINT = Key.named("usd-per-point")
            .required()
            .example("0.001")
            .means("what a hundredth of predicted quality is worth")
            .value(Rule.USD);
    private static final SectionKey QUALITY_PER_DOLLAR = part("quality-per-dollar")
            .example("{ usd-per-point: 0.001 }")
            .means("most for the money: least expected cost less the worth of the predicted quality")
            .holding(Table.of(USD_PER_POINT));

    static final SectionKey STRATEGY = Key.named("strategy")
            .otherwise("`" + OTHERWISE.label() + "`")
            .example("best-quality")
            .means("how it picks: see [strategy](#strategy)")
            .holding(Table.of(PRIORITY, WEIGHTED, SPLIT, STICKY, BEST_QUALITY, QUALITY_PER_DOLLAR))
            .or(WORDS)
            .apart();

    /** What a problem says: every word, and every map in short. */
    private static final String RULE = "must be "
            + Stream.concat(
                            WORDS.stream().map(Word::word),
                            STRATEGY.table().keys().stream().map(StrategySection::inShort))
                    .collect(Collectors.joining(", "))
                    .replaceFirst(", (?=[^,]*$)", " or ");

    private StrategySection() {}

    private static Word<Strategy> word(Strategy strategy, String means) {
        return new Word<>(strategy.label(), strategy, means);
    }

    private static Draft part(String name) {
        return Key.named(name).otherwise("another strategy");
    }

    /** What a word is likely to mean that is none: another word, or a map in short. */
    private static Optional<String> near(String text) {
        List<Key> maps = STRATEGY.table().keys();
        List<String> names = Stream.concat(
                        WORDS.stream().map(Word::word), maps.stream().map(Key::name))
                .toList();
        return NearestKey.of(text, names)
                .map(name -> WORDS.stream().anyMatch(word -> word.word().equals(name))
                        ? name
                        : maps.stream()
                                .filter(key -> key.name().equals(name))
                                .map(StrategySection::inShort)
                                .findFirst()
                                .orElse(name));
    }

    private static String inShort(Key key) {
        return "{ " + key.name() + (key instanceof ListKey<?> ? ": […] }" : ": {…} }");
    }

    /** @param key of a route or of an arm */
    static Strategy read(Section route, SectionKey key, TargetNames names) {
        Optional<ConfigNode> node = route.node(key);
        if (node.isEmpty()) {
            return OTHERWISE;
        }
        return switch (node.get()) {
            case ConfigNode.Scalar scalar ->
                route.value(route.path(key), scalar, RULE, WORD_RULE.parse(), StrategySection::near)
                        .map(Word::value)
                        .orElse(OTHERWISE);
            case ConfigNode.Mapping mapping -> shaped(route.at(route.path(key), mapping, key), names);
            case ConfigNode.Sequence list -> wrong(route.path(key), route, list.kind());
            case ConfigNode.Empty nothing -> wrong(route.path(key), route, nothing.kind());
        };
    }

    /** A list to pick among that the strategy would never look at. */
    static void checkBeside(Section section, Key among, Strategy strategy) {
        if (strategy.namesTargets() && section.has(among)) {
            section.error(among, "must not stand beside a strategy that names its own targets", strategy.label());
        }
    }

    private static Strategy wrong(String path, Section section, String got) {
        section.problems().error(path, RULE, got);
        return OTHERWISE;
    }

    private static Strategy shaped(Section section, TargetNames names) {
        Strategy strategy;
        if (section.has(PRIORITY)) {
            strategy = new Strategy.Priority(section.list(PRIORITY, names::resolve));
        } else if (section.has(WEIGHTED)) {
            strategy = new Strategy.Weighted(weights(section, WEIGHTED, names));
        } else if (section.has(SPLIT)) {
            strategy = new Strategy.Split(weights(section, SPLIT, names));
        } else if (section.has(STICKY)) {
            strategy = sticky(section.sectionOrEmpty(STICKY), names);
        } else if (section.has(BEST_QUALITY)) {
            strategy = new Strategy.BestQuality(
                    usd(section, BEST_QUALITY, MAX_COST).orElse(null));
        } else if (section.has(QUALITY_PER_DOLLAR)) {
            strategy = new Strategy.QualityPerDollar(
                    usd(section, QUALITY_PER_DOLLAR, USD_PER_POINT).orElse(BigDecimal.ZERO));
        } else {
            return none(section);
        }
        section.end();
        return strategy;
    }

    /** An unknown key is told as such; a strategy that nothing is said of must not come to mean another. */
    private static Strategy none(Section section) {
        int before = section.problems().errors().size();
        section.end();
        return section.problems().errors().size() > before
                ? OTHERWISE
                : wrong(section.path(), section, section.isEmpty() ? "an empty map" : "nothing under its name");
    }

    private static Strategy sticky(Section section, TargetNames names) {
        Strategy sticky = new Strategy.Sticky(section.list(TARGETS, names::resolve), section.get(BY));
        section.end();
        return sticky;
    }

    private static Optional<String> key(String text) {
        boolean known = text.equals(CONVERSATION) || text.equals("tenant") || text.matches("tag:.+");
        return known ? Optional.of(text) : Optional.empty();
    }

    /** The one figure of a strategy that cannot do without. */
    private static Optional<BigDecimal> usd(Section section, SectionKey strategy, ValueKey<BigDecimal> key) {
        Optional<Section> inner = section.section(strategy);
        Optional<BigDecimal> usd = inner.flatMap(each -> each.required(key));
        inner.ifPresent(Section::end);
        return usd;
    }

    private static Map<Target, Integer> weights(Section section, MapKey<Integer> key, TargetNames names) {
        Map<Target, Integer> weights = new LinkedHashMap<>();
        section.mapWithUnreadable(key).forEach((name, weight) -> {
            Optional<Target> target = names.resolve(name);
            if (target.isEmpty()) {
                section.problems()
                        .error(
                                Section.child(section.path(key), name),
                                TargetNames.TARGET_OR_ALIAS.words(),
                                "\"" + name + "\"");
            }
            target.ifPresent(each -> weight.ifPresent(given -> weights.put(each, given)));
        });
        return weights;
    }
}
