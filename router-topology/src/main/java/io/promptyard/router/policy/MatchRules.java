package io.promptyard.router.policy;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.RouteMatch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a prompt is one of those that a route or a ceiling is for. Pure. */
final class MatchRules {
    private static final String ANY_SUFFIX = "*";

    private MatchRules() {}

    static boolean matches(RouteMatch match, Subject subject) {
        PromptRequest request = subject.request();
        Classification classification = subject.classification();
        return holds(match.tasks(), classification.task())
                && holds(match.endpoints(), request.endpoint())
                && holds(match.tenants(), request.tenant())
                && holds(match.languages(), classification.language())
                && tags(match.tags(), request.tags())
                && models(match.models(), request.model())
                && figures(match, classification)
                && (match.modalities().isEmpty() || !Collections.disjoint(match.modalities(), subject.modalities()))
                && (match.hours() == null || match.hours().hold(subject.now()))
                && (match.when() == null || match.when().holds(subject));
    }

    private static <T> boolean holds(Set<T> permitted, T value) {
        return permitted.isEmpty() || permitted.contains(value);
    }

    private static boolean tags(Map<String, String> wanted, Map<String, String> tags) {
        for (Map.Entry<String, String> tag : wanted.entrySet()) {
            if (!tag.getValue().equals(tags.get(tag.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** A model as the client wrote it; a trailing {@code *} stands for any rest. */
    private static boolean models(List<String> wanted, String asked) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (String model : wanted) {
            boolean prefix = model.endsWith(ANY_SUFFIX) && asked.startsWith(model.substring(0, model.length() - 1));
            if (prefix || model.equals(asked)) {
                return true;
            }
        }
        return false;
    }

    private static boolean figures(RouteMatch match, Classification classification) {
        double complexity = classification.complexity();
        int tokens = classification.promptTokens();
        return (match.minComplexity() == null || complexity >= match.minComplexity())
                && (match.maxComplexity() == null || complexity <= match.maxComplexity())
                && (match.minTokens() == null || tokens >= match.minTokens())
                && (match.maxTokens() == null || tokens <= match.maxTokens());
    }
}
