package io.promptyard.standalone.config;

import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouterConfig;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Groups whose evidence decides something. */
public final class StandIns {
    private StandIns() {}

    /** Those that a route falls back to which asks for evidence, each once. */
    public static List<FallbackGroup> asked(RouterConfig config) {
        return config.routes().stream()
                .filter(route -> route.fallback() != null && !route.allowUnverified())
                .map(route -> config.groups().get(route.fallback()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Where a piece of its evidence stands in the configuration. */
    public static String path(FallbackGroup group, int evidence) {
        boolean alike = group.evidence().size() == 1
                && group.evidence().getFirst().members().equals(Set.copyOf(group.members()));
        return "groups." + group.name() + ".verified" + (alike ? "" : "[" + evidence + "]");
    }
}
