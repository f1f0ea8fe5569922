package io.promptyard.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.promptyard.simulator.FaultRule.Match;
import io.promptyard.simulator.FaultRule.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a script from YAML or JSON, strictly: every problem is named as {@code path: rule (got value)}. Use once. */
final class FaultScriptReader {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final Set<String> RULE_KEYS = Set.of("match", "percent", "fault", "latency");
    private static final Set<String> MATCH_KEYS =
            Set.of("dialect", "provider", "model", "key", "from-call", "to-call", "after", "until");

    private final List<String> problems = new ArrayList<>();

    FaultScript read(String text) {
        var tree = tree(text);
        var list = tree.isArray() ? tree : tree.path("rules");
        if (!list.isArray()) {
            problem("rules", "must be a list of rules", list);
        }
        var rules = new ArrayList<FaultRule>();
        for (var i = 0; i < list.size(); i++) {
            rule("rules[" + i + "]", list.get(i)).ifPresent(rules::add);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new FaultScript(rules);
    }

    private static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("script: must be YAML or JSON (got " + e.getOriginalMessage() + ")", e);
        }
    }

    private Optional<FaultRule> rule(String at, JsonNode rule) {
        keys(at, rule, RULE_KEYS);
        var before = problems.size();
        var faults = rule.has("fault") ? faults(at + ".fault", rule.get("fault")) : List.<FaultClause>of();
        var latency = rule.has("latency") ? latency(at + ".latency", rule.get("latency")) : Optional.<Latency>empty();
        var match = rule.path("match");
        keys(at + ".match", match, MATCH_KEYS);
        var dialect = dialect(at + ".match.dialect", match.path("dialect"));
        var window = window(at + ".match", match);
        var percent = number(at + ".percent", rule.path("percent"), 100);
        if (problems.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FaultRule(
                    new Match(
                            dialect,
                            word(match, "provider"),
                            word(match, "model").map(Glob::new),
                            word(match, "key")),
                    window.orElseThrow(),
                    (int) percent,
                    faults,
                    latency));
        } catch (IllegalArgumentException e) {
            problems.add(at + "." + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> word(JsonNode match, String key) {
        return match.has(key) ? Optional.of(match.get(key).asText()) : Optional.empty();
    }

    private List<FaultClause> faults(String at, JsonNode words) {
        try {
            return FaultClause.parseAll(words.asText());
        } catch (IllegalArgumentException e) {
            problem(at, "must be known fault words joined by --", words);
            return List.of();
        }
    }

    private Optional<Dialect> dialect(String at, JsonNode word) {
        if (word.isMissingNode()) {
            return Optional.empty();
        }
        var dialect = Dialect.named(word.asText());
        if (dialect.isEmpty()) {
            problem(at, "must be openai or anthropic", word);
        }
        return dialect;
    }

    private Optional<Window> window(String at, JsonNode match) {
        var always = Window.ALWAYS;
        var from = number(at + ".from-call", match.path("from-call"), always.fromCall());
        var to = number(at + ".to-call", match.path("to-call"), always.toCall());
        var after = duration(at + ".after", match.path("after"), always.after());
        var until = duration(at + ".until", match.path("until"), always.until());
        try {
            return Optional.of(new Window(from, to, after, until));
        } catch (IllegalArgumentException e) {
            problems.add(at + "." + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Latency> latency(String at, JsonNode value) {
        try {
            if (value.isObject()) {
                keys(at, value, Set.of("median", "p99"));
                var median = duration(at + ".median", value.path("median"), Duration.ZERO);
                return Optional.of(new Latency.LogNormal(median, duration(at + ".p99", value.path("p99"), median)));
            }
            return Optional.of(new Latency.Fixed(duration(at, value, Duration.ZERO)));
        } catch (IllegalArgumentException e) {
            problems.add(at + "." + e.getMessage());
            return Optional.empty();
        }
    }

    private long number(String at, JsonNode value, long otherwise) {
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            problem(at, "must be a whole number", value);
        }
        return value.asLong(otherwise);
    }

    private Duration duration(String at, JsonNode value, Duration otherwise) {
        if (value.isMissingNode()) {
            return otherwise;
        }
        var duration = Durations.parse(value.asText());
        if (duration.isEmpty()) {
            problem(at, "must be a duration such as 250ms, 30s or 5m", value);
        }
        return duration.orElse(otherwise);
    }

    private void keys(String at, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problem(
                        at + "." + key,
                        "is not a key; known are " + known.stream().sorted().toList(),
                        object.get(key));
            }
        });
    }

    private void problem(String at, String rule, JsonNode got) {
        problems.add(at + ": " + rule + " (got " + (got.isMissingNode() ? "nothing" : got) + ")");
    }
}
