package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A route: which prompts, by which strategy. {@code minQuality} from 0 to 1; {@code fallback} names a group, null means
 * along the route's own ranked list; {@code substitute} permits that an explicit provider/model becomes another;
 * {@code among} narrows what the strategy picks from, empty for every configured model; {@code canary} null where all prompts go
 * by the strategy; {@code allowUnverified} lets members of the group stand in on any task, whatever was verified and until when; {@code shadow} null where no
 * copy of a prompt goes elsewhere; {@code constraints} bound every call for its prompts, whoever named the model.
 */
public record RouteConfig(
        String name,
        RouteMatch match,
        Strategy strategy,
        @Nullable Double minQuality,
        @Nullable String fallback,
        boolean substitute,
        List<Target> among,
        @Nullable CanaryConfig canary,
        boolean allowUnverified,
        @Nullable ShadowConfig shadow,
        RouteConstraints constraints) {
    /** The predicted quality that is good enough where {@code minQuality} is null and the prompt says nothing either. */
    public static final double MIN_QUALITY = 0.6;

    public RouteConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(strategy, "strategy");
        among = List.copyOf(among);
        Objects.requireNonNull(constraints, "constraints");
    }

    /** One for any provider. */
    public RouteConfig(
            String name,
            RouteMatch match,
            Strategy strategy,
            @Nullable Double minQuality,
            @Nullable String fallback,
            boolean substitute,
            List<Target> among,
            @Nullable CanaryConfig canary,
            boolean allowUnverified,
            @Nullable ShadowConfig shadow) {
        this(
                name,
                match,
                strategy,
                minQuality,
                fallback,
                substitute,
                among,
                canary,
                allowUnverified,
                shadow,
                RouteConstraints.ANY);
    }

    /** One without a shadow. */
    public RouteConfig(
            String name,
            RouteMatch match,
            Strategy strategy,
            @Nullable Double minQuality,
            @Nullable String fallback,
            boolean substitute,
            List<Target> among,
            @Nullable CanaryConfig canary,
            boolean allowUnverified) {
        this(name, match, strategy, minQuality, fallback, substitute, among, canary, allowUnverified, null);
    }

    /** One without a canary, whose stand-ins must be verified. */
    public RouteConfig(
            String name,
            RouteMatch match,
            Strategy strategy,
            @Nullable Double minQuality,
            @Nullable String fallback,
            boolean substitute,
            List<Target> among) {
        this(name, match, strategy, minQuality, fallback, substitute, among, null, false);
    }

    /** One that narrows nothing. */
    public RouteConfig(
            String name,
            RouteMatch match,
            Strategy strategy,
            @Nullable Double minQuality,
            @Nullable String fallback,
            boolean substitute) {
        this(name, match, strategy, minQuality, fallback, substitute, List.of());
    }
}
