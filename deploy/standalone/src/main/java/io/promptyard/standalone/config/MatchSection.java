package io.promptyard.standalone.config;

import io.promptyard.model.Task;
import io.promptyard.router.classify.Languages;
import io.promptyard.router.config.Condition;
import io.promptyard.router.config.Hours;
import io.promptyard.router.config.Modality;
import io.promptyard.router.config.RouteMatch;
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
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code match:} of a route or a ceiling. */
final class MatchSection {
    private static final int DAY_LETTERS = 3;
    private static final String END_OF_DAY = "24:00";
    private static final String ANY = "any";
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'");

    static final Rule<Task> TASK_RULE = Rule.known("a known task", Task::label, List.of(Task.values()));
    private static final Rule<LocalTime> TIME_RULE =
            new Rule<>("a time of day", "must be a time such as \"08:30\"", MatchSection::time, MatchSection::written);
    private static final Rule<Integer> COUNT_RULE = Rule.integer(0, Integer.MAX_VALUE);

    private static final ListKey<Task> TASK =
            rule("task", "[code, legal]", "the classified task is one of them").only(TASK_RULE);
    private static final ListKey<String> ENDPOINT =
            rule("endpoint", "support", "it is equal to one of them").only(Rule.NOT_BLANK);
    private static final ListKey<String> TENANT =
            rule("tenant", "[acme, globex]", "it is equal to one of them").only(Rule.NOT_BLANK);
    private static final MapKey<String> TAGS =
            rule("tags", "{ latency: realtime }", "the prompt has all of them").map("tag", Rule.TEXT);
    private static final Languages LANGUAGES = Languages.known();
    private static final ListKey<String> LANGUAGE = rule(
                    "language", "[en, de]", "it is one of them: ISO 639-1, `und` when not known")
            .only(Rule.known(
                            "the code of a language that prompts are told to be in, such as en, or und",
                            code -> code,
                            LANGUAGES.codes())
                    .near(LANGUAGES::meant));
    private static final ListKey<String> MODEL = rule(
                    "model",
                    "[auto, \"gpt-*\"]",
                    "it is what the client asked for; a `*` at the end stands for any rest")
            .only(Rule.NOT_BLANK);
    private static final ValueKey<Double> MIN_COMPLEXITY =
            rule("min", "0.2", "the prompt's complexity is not below").value(Rule.UNIT);
    private static final ValueKey<Double> MAX_COMPLEXITY =
            rule("max", "0.8", "nor above").value(Rule.UNIT);
    private static final SectionKey COMPLEXITY = rule("complexity", "{ min: 0.2, max: 0.8 }", "within, bounds included")
            .holding(Table.of(MIN_COMPLEXITY, MAX_COMPLEXITY));
    private static final ValueKey<Integer> MIN_TOKENS =
            rule("min", "1", "the prompt's tokens are not fewer").value(COUNT_RULE);
    private static final ValueKey<Integer> MAX_TOKENS =
            rule("max", "4000", "nor more").value(COUNT_RULE);
    private static final SectionKey TOKENS = rule(
                    "tokens", "{ min: 1, max: 4000 }", "the prompt's tokens are within, bounds included")
            .holding(Table.of(MIN_TOKENS, MAX_TOKENS));
    private static final ListKey<Modality> MODALITY = rule(
                    "modality", "[image, audio]", "it has a part of one of these kinds, or is of `text` alone")
            .only(Rule.oneOf(Modality::label, Modality.class));
    private static final ValueKey<String> WHEN = rule(
                    "when",
                    "\"task == 'code' && (tokens > 4000 || tags.team == 'blue')\"",
                    "the condition holds: see below")
            .value(Rule.of("a condition in CEL", Optional::of, text -> text));

    private static final DefaultKey<LocalTime> FROM =
            Key.named("from").example("\"22:00\"").means("included").value(TIME_RULE, LocalTime.MIN);
    private static final DefaultKey<LocalTime> TO = Key.named("to")
            .example("\"06:00\"")
            .means("not included; where it is the earlier, the hours go over midnight")
            .value(TIME_RULE, LocalTime.MAX);
    private static final ListKey<DayOfWeek> DAYS = Key.named("days")
            .otherwise("every day")
            .example("[mon, tue]")
            .means("those on which the hours begin")
            .only(Rule.oneOf(MatchSection::letters, DayOfWeek.class));
    private static final DefaultKey<ZoneId> ZONE = Key.named("zone")
            .example("Europe/Berlin")
            .means("of the hours and days")
            .value(Rule.ZONE, ZoneOffset.UTC);
    private static final SectionKey HOURS = rule(
                    "hours",
                    "{ from: \"22:00\", to: \"06:00\", days: [mon, tue], zone: Europe/Berlin }",
                    "the decision falls within")
            .holding(Table.of(FROM, TO, DAYS, ZONE));

    /** Of a route and of a ceiling. */
    static final SectionKey MATCH = Key.named("match")
            .otherwise("every prompt")
            .example("{ endpoint: support }")
            .means("which prompts it is for: all [rules](#match) given must hold")
            .holding(Table.of(TASK, ENDPOINT, TENANT, TAGS, LANGUAGE, MODEL, COMPLEXITY, TOKENS, MODALITY, HOURS, WHEN))
            .apart();

    private MatchSection() {}

    private static Draft rule(String name, String example, String holds) {
        return Key.named(name).otherwise(ANY).example(example).means(holds);
    }

    /** An empty match is for every prompt. */
    static RouteMatch read(Section owner) {
        return owner.section(MATCH).map(MatchSection::of).orElse(RouteMatch.ALL);
    }

    private static RouteMatch of(Section match) {
        Section complexity = match.sectionOrEmpty(COMPLEXITY);
        Section tokens = match.sectionOrEmpty(TOKENS);
        RouteMatch read = new RouteMatch(
                new HashSet<>(match.list(TASK)),
                Set.copyOf(match.list(ENDPOINT)),
                Set.copyOf(match.list(TENANT)),
                match.map(TAGS),
                Set.copyOf(match.list(LANGUAGE)),
                match.list(MODEL),
                complexity.find(MIN_COMPLEXITY).orElse(null),
                complexity.find(MAX_COMPLEXITY).orElse(null),
                tokens.find(MIN_TOKENS).orElse(null),
                tokens.find(MAX_TOKENS).orElse(null),
                new HashSet<>(match.list(MODALITY)),
                match.section(HOURS).map(MatchSection::hours).orElse(null),
                condition(match).orElse(null));
        complexity.end();
        tokens.end();
        match.end();
        return read;
    }

    private static Hours hours(Section section) {
        Hours hours =
                new Hours(section.get(FROM), section.get(TO), new HashSet<>(section.list(DAYS)), section.get(ZONE));
        section.end();
        return hours;
    }

    /** {@code 24:00} is the end of a day. */
    private static Optional<LocalTime> time(String text) {
        if (text.equals(END_OF_DAY)) {
            return Optional.of(LocalTime.MAX);
        }
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String written(LocalTime time) {
        return time.equals(LocalTime.MAX) ? END_OF_DAY : time.toString();
    }

    private static String letters(DayOfWeek day) {
        return day.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT);
    }

    private static String nearestVariable(String why) {
        Matcher unknown = UNDECLARED.matcher(why);
        return unknown.find() ? NearestKey.words(unknown.group(1), Condition.variables()) : "";
    }

    private static Optional<Condition> condition(Section match) {
        return match.find(WHEN).flatMap(text -> {
            try {
                return Optional.of(Condition.of(text));
            } catch (IllegalArgumentException e) {
                String why = Objects.requireNonNullElse(e.getMessage(), "");
                match.error(WHEN, WHEN.words() + ": " + why + nearestVariable(why), "\"" + text + "\"");
                return Optional.empty();
            }
        });
    }
}
