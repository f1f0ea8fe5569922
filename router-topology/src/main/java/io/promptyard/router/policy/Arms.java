package io.promptyard.router.policy;

import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.CanaryConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arms of a route's canary. A key is hashed to a number from 0 to 1, once for a route whatever its arms are, and arms take
 * the line one after another, in the order of the configuration: the same key is in the same arm on every instance, a share that grows takes
 * keys in and lets none go, but those of arms after it, whose begin it moves. Immutable.
 */
final class Arms {
    /** What chance has no say in. */
    private static final Arm KEYLESS = new Arm(CanaryConfig.Arm.CONTROL, 1, null, null);

    static final Arms NONE = new Arms("", null, List.of());

    private final String route;
    private final @Nullable CanaryConfig config;
    private final List<Arm> arms;
    private final Arm control;

    /** {@code share} of the keys; {@code stage} null where the prompt stays with the route; {@code minQuality} of the arm's strategy. */
    record Arm(
            String name,
            double share,
            @Nullable Stage stage,
            @Nullable Double minQuality) {
        /** Whether the prompt is asked of others than the route's own. */
        boolean leaves() {
            return stage != null;
        }
    }

    private Arms(String route, @Nullable CanaryConfig config, List<Arm> arms) {
        this.route = route;
        this.config = config;
        this.arms = List.copyOf(arms);
        double rest = 1 - arms.stream().mapToDouble(Arm::share).sum();
        this.control = new Arm(CanaryConfig.Arm.CONTROL, Math.max(0, rest), null, null);
    }

    static Arms of(String route, @Nullable CanaryConfig config, Offers offers) {
        if (config == null) {
            return NONE;
        }
        List<Arm> arms = new ArrayList<>();
        for (CanaryConfig.Arm arm : config.arms()) {
            List<Offer> pool = RouteTable.pool(arm.strategy(), arm.among(), offers);
            Stage stage = new Stage(pool, arm.strategy(), null, false);
            arms.add(new Arm(arm.name(), arm.percent() / 100, stage, arm.minQuality()));
        }
        return new Arms(route, config, arms);
    }

    /** Null where there are none, and for a prompt that asks for a model by name: that is no choice of ours. */
    @Nullable
    Arm of(PromptRequest request) {
        if (config == null || !request.model().equals(PromptRequest.AUTO)) {
            return null;
        }
        String key = key(config.by(), request);
        if (key == null) {
            return KEYLESS;
        }
        double place = Picker.unit("canary " + route + '\n' + request.tenant() + '\n' + key);
        double end = 0;
        for (Arm arm : arms) {
            end += arm.share();
            if (place < end) {
                return arm;
            }
        }
        return control;
    }

    /** All that the prompt could have been in by another key, whose shares add up to 1. */
    List<Arm> all(PromptRequest request) {
        if (config == null || !request.model().equals(PromptRequest.AUTO) || key(config.by(), request) == null) {
            return List.of(KEYLESS);
        }
        List<Arm> all = new ArrayList<>(arms);
        all.add(control);
        return all;
    }

    /** Null where the prompt does not have the tag: nothing keeps it in an arm. */
    static @Nullable String key(String by, PromptRequest request) {
        if (by.equals(CanaryConfig.ID)) {
            return request.id().value();
        }
        return by.startsWith(StickyPick.TAG)
                ? request.tags().get(by.substring(StickyPick.TAG.length()))
                : StickyPick.key(by, request);
    }
}
