package io.promptyard.standalone.cli;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.model.Target;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.classify.second.TextEmbedderFactory;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.replay.judge.EmbeddingSimilarity;
import io.promptyard.router.replay.judge.ExactMatch;
import io.promptyard.router.replay.judge.JsonSchemaMatch;
import io.promptyard.router.replay.judge.ModelJudge;
import io.promptyard.router.replay.judge.PairwiseJudge;
import io.promptyard.router.replay.judge.RegexMatch;
import io.promptyard.router.replay.judge.RubricJudge;
import io.promptyard.router.replay.judge.RuleScorer;
import io.promptyard.standalone.replay.live.LiveOptions;
import io.promptyard.standalone.replay.live.References;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Who scores answers, as flags name them: {@code KIND} or {@code KIND:WHAT}. Close it when nothing is scored any more. */
final class ScorerChoice implements AutoCloseable {
    private static final String RULE =
            "must be pairwise:MODEL, rubric:MODEL, exact, regex, regex:PATTERN," + " json-schema:FILE or similarity";

    private final RouterConfig config;
    private final String rubric;
    private final List<RuleScorer> rules = new ArrayList<>();
    private final List<ModelJudge> judges = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private @Nullable TextEmbedder embedder;

    /** @param rubric what a good answer is, for those that score by one */
    ScorerChoice(RouterConfig config, String rubric) {
        this.config = config;
        this.rubric = rubric;
    }

    /** @throws IllegalArgumentException when it names no scorer, or one that cannot be */
    void add(String name) throws IOException {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String what = colon < 0 ? "" : name.substring(colon + 1);
        if (what.isBlank() && (kind.equals("pairwise") || kind.equals("rubric") || kind.equals("json-schema"))) {
            throw new IllegalArgumentException(RULE + " (got \"" + name + "\")");
        }
        switch (kind) {
            case "pairwise" -> judges.add(new PairwiseJudge(target(what), takesSchema(what)));
            case "rubric" -> {
                judges.add(new RubricJudge(target(what), takesSchema(what), rubric));
                texts.put("rubric", rubric);
            }
            case "exact" -> rules.add(new ExactMatch());
            case "regex" -> rules.add(new RegexMatch(what.isEmpty() ? null : pattern(what)));
            case "json-schema" -> {
                Path file = Path.of(what);
                String schema = Files.read(file);
                rules.add(JsonSchemaMatch.of(String.valueOf(file.getFileName()), schema));
                texts.put("json-schema:" + file.getFileName(), schema);
            }
            case "similarity" -> rules.add(new EmbeddingSimilarity(embedder()));
            default -> throw new IllegalArgumentException(RULE + " (got \"" + name + "\")");
        }
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be a regular expression: " + e.getDescription(), e);
        }
    }

    private Target target(String name) {
        Target alias = config.aliases().get(name);
        Target target = alias == null ? parsed(name) : alias;
        if (!config.providers().containsKey(target.provider())
                || config.catalogue().find(target).isEmpty()) {
            throw new IllegalArgumentException("must name a model of the configuration (got \"" + name + "\")");
        }
        return target;
    }

    private static Target parsed(String name) {
        try {
            return Target.parse(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must name a model as provider/model, or an alias (got \"" + name + "\")", e);
        }
    }

    private boolean takesSchema(String name) {
        return config.catalogue()
                .find(target(name))
                .filter(spec -> spec.capabilities().contains(Capability.JSON_SCHEMA))
                .isPresent();
    }

    private TextEmbedder embedder() {
        TextEmbedder open = embedder;
        if (open == null) {
            open = TextEmbedderFactory.find()
                    .orElseThrow(() ->
                            new IllegalArgumentException("similarity needs the module of embeddings on the class path"))
                    .open();
            embedder = open;
        }
        return open;
    }

    LiveOptions.Scorers scorers(References references) {
        return new LiveOptions.Scorers(rules, judges, references, texts);
    }

    @Override
    public void close() {
        TextEmbedder open = embedder;
        if (open != null) {
            open.close();
        }
    }
}
