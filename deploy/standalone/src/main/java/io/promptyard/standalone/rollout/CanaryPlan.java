package io.promptyard.standalone.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.standalone.config.ConfigParts;
import io.promptyard.standalone.config.InvalidConfigException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A whole candidate as a canary: what is in force, with a canary on each route that the candidate changes, by which a share of its
 * prompts goes as the candidate's route would have them go. Only what an arm can do can be tried so, first choices by another strategy, another
 * quality bar or among other targets; anything else that differs is refused by name. Pure.
 */
public final class CanaryPlan {
    static final String ONE_FOR_ALL = "differs, and holds for all prompts or for none: promote without --canary";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROUTES = "routes";
    private static final String CANARY = "canary";
    private static final String STRATEGY = "strategy";
    private static final String BEST_QUALITY = "best-quality";

    /** What of a route an arm can have of its own. */
    private static final List<String> OF_AN_ARM = List.of(STRATEGY, "min-quality", "among");

    private final List<ConfigProblem> problems = new ArrayList<>();
    private int changed;

    private CanaryPlan() {}

    /**
     * Sections to publish.
     *
     * @param live sections in force, as {@link ConfigParts#live} has them
     * @param candidate those of the candidate
     * @param percent of the keys of each changed route, which are conversations
     * @throws InvalidConfigException with every reason why not
     */
    public static String of(String live, String candidate, BigDecimal percent) {
        return new CanaryPlan().plan(tree(live), tree(candidate), percent);
    }

    private String plan(ObjectNode live, ObjectNode candidate, BigDecimal percent) {
        for (String section : ConfigParts.LIVE) {
            if (!section.equals(ROUTES)) {
                same(section, live.get(section), candidate.get(section));
            }
        }
        same("learning", live.get("learning"), candidate.get("learning"));
        ObjectNode planned = live.deepCopy();
        JsonNode routes = planned.path(ROUTES);
        JsonNode theirs = candidate.path(ROUTES);
        if (!names(routes).equals(names(theirs))) {
            problems.add(new ConfigProblem(
                    ROUTES,
                    "must be the same routes in the same order for a canary: promote without --canary",
                    String.join(", ", names(theirs)) + " in place of " + String.join(", ", names(routes))));
        } else {
            for (int i = 0; i < routes.size(); i++) {
                route("routes[" + i + "]", (ObjectNode) routes.get(i), (ObjectNode) theirs.get(i), percent);
            }
            if (changed == 0 && problems.isEmpty()) {
                problems.add(new ConfigProblem(
                        ROUTES, "must differ from what is in force, or there is nothing to try", "the same"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return text(planned);
    }

    private void same(String section, @Nullable JsonNode live, @Nullable JsonNode candidate) {
        if (live == null ? candidate != null : !live.equals(candidate)) {
            problems.add(new ConfigProblem(section, ONE_FOR_ALL, candidate == null ? "nothing" : "other words"));
        }
    }

    private void route(String path, ObjectNode live, ObjectNode candidate, BigDecimal percent) {
        Set<String> keys = new TreeSet<>();
        live.fieldNames().forEachRemaining(keys::add);
        candidate.fieldNames().forEachRemaining(keys::add);
        keys.removeIf(key -> same(live.get(key), candidate.get(key)));
        if (keys.isEmpty()) {
            return;
        }
        int before = problems.size();
        for (String key : keys) {
            if (!OF_AN_ARM.contains(key)) {
                problems.add(new ConfigProblem(
                        path + "." + key,
                        "is nothing that a canary can have of its own: promote without --canary",
                        "another one"));
            }
        }
        if (live.has(CANARY) && !keys.contains(CANARY)) {
            problems.add(new ConfigProblem(
                    path + "." + CANARY, "must not be there already: a route has one at a time", "one"));
        }
        split(path, candidate);
        if (capped(live) || capped(candidate)) {
            problems.add(new ConfigProblem(
                    path + "." + STRATEGY,
                    "must not be best-quality with max-cost-usd, here or in the candidate: its ceiling is the route's",
                    BEST_QUALITY));
        }
        changed++;
        if (problems.size() == before) {
            ObjectNode arm = live.putObject(CANARY).put("percent", percent.toPlainString());
            arm.set(
                    STRATEGY,
                    candidate.has(STRATEGY)
                            ? candidate.get(STRATEGY)
                            : JSON.getNodeFactory().textNode("cheapest-capable"));
            OF_AN_ARM.stream()
                    .filter(key -> !key.equals(STRATEGY) && candidate.hasNonNull(key))
                    .forEach(key -> arm.set(key, candidate.get(key)));
        }
    }

    /** Turns are counted for a route, not for an arm of it. */
    private void split(String path, ObjectNode candidate) {
        if (candidate.path(STRATEGY).has("split")) {
            problems.add(new ConfigProblem(
                    path + "." + STRATEGY,
                    "cannot be tried by a share of the prompts, whose turns it would count: promote without --canary",
                    "split"));
        }
    }

    private static boolean capped(ObjectNode route) {
        return route.path(STRATEGY).path(BEST_QUALITY).has("max-cost-usd");
    }

    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null || one.isNull() ? other == null || other.isNull() : one.equals(other);
    }

    private static List<String> names(JsonNode routes) {
        List<String> names = new ArrayList<>();
        routes.forEach(route -> names.add(route.path("name").asText()));
        return names;
    }

    private static ObjectNode tree(String sections) {
        try {
            return (ObjectNode) JSON.readTree(sections);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("sections of a configuration are a JSON object", e);
        }
    }

    private static String text(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
