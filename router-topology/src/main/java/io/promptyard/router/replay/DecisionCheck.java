package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether decisions that are made again come out as they were, field by field: all of the record but who decided and when, for a
 * prompt that waited is decided again at the moment at which a target was expected back. Not thread-safe.
 */
public final class DecisionCheck {
    private static final int EXAMPLES = 5;

    private final Map<String, Long> fields = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private long compared;
    private long different;

    public void compare(RoutingDecision was, RoutingDecision now) {
        compared++;
        List<String> differing = differing(was, now);
        if (differing.isEmpty()) {
            return;
        }
        different++;
        differing.forEach(field -> fields.merge(field, 1L, Long::sum));
        if (examples.size() < EXAMPLES) {
            examples.add(was.id() + " (attempt " + was.attempt() + "): " + String.join(", ", differing));
        }
    }

    /** Names of what differs, as in the record. */
    static List<String> differing(RoutingDecision was, RoutingDecision now) {
        List<String> found = new ArrayList<>();
        check(found, "target", was.target(), now.target());
        check(found, "route", was.route(), now.route());
        check(found, "strategy", was.strategy(), now.strategy());
        check(found, "refusal", was.refusal(), now.refusal());
        check(found, "propensity", was.propensity(), now.propensity());
        if (now.turn() != null) { // earlier versions gave one to prompts that needed none
            check(found, "turn", was.turn(), now.turn());
        }
        check(found, "predictedOutputTokens", was.predictedOutputTokens(), now.predictedOutputTokens());
        check(found, "arm", was.arm(), now.arm());
        check(found, "classification", was.classification(), now.classification());
        if (was.candidates().size() != now.candidates().size()) {
            found.add("candidates");
            return found;
        }
        for (int i = 0; i < was.candidates().size() && found.stream().noneMatch(f -> f.startsWith("candidates")); i++) {
            candidate(found, was.candidates().get(i), now.candidates().get(i));
        }
        return found;
    }

    private static void candidate(List<String> found, Candidate was, Candidate now) {
        check(found, "candidates.target", was.target(), now.target());
        check(found, "candidates.state", was.state(), now.state());
        check(found, "candidates.reason", was.reason(), now.reason());
        check(found, "candidates.detail", was.detail(), now.detail());
        check(found, "candidates.score", was.score(), now.score());
        check(found, "candidates.targetState", was.targetState(), now.targetState());
        if (!sameMoney(was.expectedCostUsd(), now.expectedCostUsd())) {
            found.add("candidates.expectedCostUsd");
        }
    }

    private static void check(List<String> found, String name, @Nullable Object was, @Nullable Object now) {
        if (!Objects.equals(was, now)) {
            found.add(name);
        }
    }

    private static boolean sameMoney(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }

    public long compared() {
        return compared;
    }

    public long different() {
        return different;
    }

    /** How often each field differs, by its name. */
    public Map<String, Long> fields() {
        return Map.copyOf(fields);
    }

    /** In a sentence, with some that differ. */
    public String words() {
        if (compared == 0) {
            return "checked: no decision of this configuration is in the log";
        }
        String decisions = compared == 1 ? "1 decision" : compared + " decisions";
        return different == 0
                ? "checked: " + decisions + " of this configuration came out as recorded, in every field"
                : "checked: " + different + " of " + decisions + " came out otherwise, in " + fields + "; such as "
                        + String.join("; ", examples);
    }
}
