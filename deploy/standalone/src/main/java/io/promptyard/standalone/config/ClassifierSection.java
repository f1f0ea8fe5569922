package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.config.SecondTierConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code classifier:}. Whether the file is a model is found out when it is loaded. */
final class ClassifierSection {
    private static final int MOST_OPEN = 10_000;

    private static final String SURE =
            "asked where the two best predictions, or one of them and the quality that the prompt demands, are no further apart";

    private static final DefaultKey<Tier> TIER = Key.named("tier")
            .example("heuristic")
            .means("""
                    `learned`: a trained model predicts how well each target will answer; `heuristic`: the first tier alone, decisions by the \
                    catalogue's priors""")
            .value(
                    Rule.oneOf(tier -> tier.name().toLowerCase(Locale.ROOT), List.of(Tier.LEARNED, Tier.HEURISTIC)),
                    ClassifierConfig.DEFAULT.tier());
    private static final ValueKey<Path> MODEL = Key.named("model")
            .otherwise("the one that ships")
            .example("models/ours.model")
            .means("""
                    a file that `train` wrote, for `tier: learned`, by its path from where the process starts; a build that ships none uses the \
                    first tier and says so. All routers of a fleet must have the same""")
            .value(Rule.of("a file that can be read", ClassifierSection::file, Path::toString));

    private static final ValueKey<Path> HEADS = Key.named("heads")
            .required()
            .example("models/ours.heads")
            .means("a file that `train --embeddings` wrote; all routers of a fleet must have the same")
            .value(Rule.of("a file that `train --embeddings` wrote", ClassifierSection::file, Path::toString));
    private static final DefaultKey<Double> EMBEDDINGS_BAND =
            Key.named("band").example("0.05").means(SURE).value(Rule.UNIT, SecondTierConfig.BAND);
    private static final DefaultKey<Duration> EMBEDDINGS_LIMIT =
            Key.named("limit").example("10ms").means("""
                    what asking may take at the median, measured when the process starts: so much less of a prompt is read. Below what 16 \
                    tokens take here the tier is left out, with a warning""").value(Rule.DURATION, SecondTierConfig.LIMIT);
    private static final SectionKey EMBEDDINGS = Key.named("embeddings")
            .holding(Table.of(HEADS, EMBEDDINGS_BAND, EMBEDDINGS_LIMIT))
            .apart();
    private static final SectionKey SECOND = Key.named("second").holding(Table.of(EMBEDDINGS));

    private static final ValueKey<Target> JUDGE_MODEL = Key.named("model")
            .required()
            .example("openai/gpt-4o-mini")
            .means(
                    "of a configured provider. Best a small one that keeps to a JSON schema and does not reason: it has 20 tokens")
            .value(TargetNames.TARGET_OR_ALIAS);
    private static final DefaultKey<Double> JUDGE_BAND =
            Key.named("band").example("0.05").means(SURE).value(Rule.UNIT, JudgeConfig.BAND);
    private static final DefaultKey<Duration> JUDGE_LIMIT = Key.named("limit")
            .example("500ms")
            .means("how long a prompt waits at most; then it goes on as it was classified")
            .value(Rule.DURATION, JudgeConfig.LIMIT);
    private static final DefaultKey<Integer> JUDGE_MAX_OPEN =
            Key.named("max-open").example("16").means("""
                    prompts that wait at once, for each partition of `prompts`; others go on unasked. `0` asks nobody, and lets go what still \
                    waits: so run it once before you take the section out after a crash""").value(Rule.integer(0, MOST_OPEN), JudgeConfig.MAX_OPEN);
    private static final ValueKey<BigDecimal> JUDGE_PER_HOUR = Key.named("per-hour-usd")
            .otherwise("no bound")
            .example("0.50")
            .means("""
                    what one router may spend on it in an hour of the clock, for each lane; a call is held against it by its expected cost, and \
                    one whose cost nobody knows is not made. Budgets of all that is called [pay for it too](budgets.md#calls-of-the-routers-own)""")
            .value(Rule.USD);
    private static final SectionKey JUDGE = Key.named("judge")
            .holding(Table.of(JUDGE_MODEL, JUDGE_BAND, JUDGE_LIMIT, JUDGE_MAX_OPEN, JUDGE_PER_HOUR))
            .apart();

    static final SectionKey CLASSIFIER = Key.named("classifier").holding(Table.of(TIER, MODEL, SECOND, JUDGE));

    private ClassifierSection() {}

    static ClassifierConfig read(Section top, TargetNames names) {
        Section section = top.sectionOrEmpty(CLASSIFIER);
        Tier tier = section.get(TIER);
        @Nullable Path model = section.find(MODEL).orElse(null);
        if (tier == Tier.HEURISTIC && model != null) {
            section.error(MODEL, "must not be given with tier: heuristic", model.toString());
            model = null;
        }
        @Nullable
        SecondTierConfig second =
                section.section(SECOND).flatMap(ClassifierSection::second).orElse(null);
        if (tier == Tier.HEURISTIC && second != null) {
            section.error(SECOND, "must not be given with tier: heuristic", EMBEDDINGS.name());
            second = null;
        }
        @Nullable
        JudgeConfig judge =
                section.section(JUDGE).flatMap(each -> judge(each, names)).orElse(null);
        if (tier == Tier.HEURISTIC && judge != null) {
            section.error(
                    JUDGE,
                    "must not be given with tier: heuristic",
                    judge.model().toString());
            judge = null;
        }
        section.end();
        return new ClassifierConfig(tier, model, second, judge);
    }

    private static Optional<JudgeConfig> judge(Section section, TargetNames names) {
        section.require(JUDGE_MODEL);
        Optional<Target> model = section.find(JUDGE_MODEL, names::resolve);
        double band = section.get(JUDGE_BAND);
        Duration limit = section.get(JUDGE_LIMIT);
        int maxOpen = section.get(JUDGE_MAX_OPEN);
        @Nullable BigDecimal perHour = section.find(JUDGE_PER_HOUR).orElse(null);
        section.end();
        return model.map(target -> new JudgeConfig(target, band, limit, maxOpen, perHour));
    }

    private static Optional<SecondTierConfig> second(Section section) {
        Optional<SecondTierConfig> embeddings = section.section(EMBEDDINGS).flatMap(ClassifierSection::embeddings);
        section.end();
        return embeddings;
    }

    private static Optional<SecondTierConfig> embeddings(Section section) {
        Optional<Path> heads = section.required(HEADS);
        double band = section.get(EMBEDDINGS_BAND);
        Duration limit = section.get(EMBEDDINGS_LIMIT);
        section.end();
        return heads.map(file -> new SecondTierConfig(file, band, limit));
    }

    private static Optional<Path> file(String text) {
        try {
            Path path = Path.of(text);
            return Files.isRegularFile(path) && Files.isReadable(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
