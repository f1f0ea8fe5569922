package io.promptyard.router.config;

import io.promptyard.model.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which prompts a route or ceiling is for: every rule given must hold, an empty set or null asks nothing. Complexity and
 * token bounds are inclusive.
 */
public record RouteMatch(
        Set<Task> tasks,
        Set<String> endpoints,
        Set<String> tenants,
        Map<String, String> tags,
        Set<String> languages,
        List<String> models,
        @Nullable Double minComplexity,
        @Nullable Double maxComplexity,
        @Nullable Integer minTokens,
        @Nullable Integer maxTokens,
        Set<Modality> modalities,
        @Nullable Hours hours,
        @Nullable Condition when) {
    public static final RouteMatch ALL =
            new RouteMatch(Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), List.of(), null, null, null, null);

    public RouteMatch {
        tasks = Set.copyOf(tasks);
        endpoints = Set.copyOf(endpoints);
        tenants = Set.copyOf(tenants);
        tags = Map.copyOf(tags);
        languages = Set.copyOf(languages);
        models = List.copyOf(models);
        modalities = Set.copyOf(modalities);
    }

    /** Of any modality, at any time, without a condition. */
    public RouteMatch(
            Set<Task> tasks,
            Set<String> endpoints,
            Set<String> tenants,
            Map<String, String> tags,
            Set<String> languages,
            List<String> models,
            @Nullable Double minComplexity,
            @Nullable Double maxComplexity,
            @Nullable Integer minTokens,
            @Nullable Integer maxTokens) {
        this(
                tasks,
                endpoints,
                tenants,
                tags,
                languages,
                models,
                minComplexity,
                maxComplexity,
                minTokens,
                maxTokens,
                Set.of(),
                null,
                null);
    }
}
