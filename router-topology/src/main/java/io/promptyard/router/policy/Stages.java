package io.promptyard.router.policy;

import io.promptyard.router.policy.Arms.Arm;
import io.promptyard.router.policy.RouteTable.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom to ask, in order. */
final class Stages {
    private Stages() {}

    /**
     * A group speaks on fallbacks, and at first where the route's own are cooling: it comes last. An arm speaks only at first,
     * before the route's own; what the prompt itself asks for comes before all, and alone unless the route may substitute.
     *
     * @param arm null for none
     */
    static List<Stage> of(Plan plan, Asked asked, boolean substitute, @Nullable Arm arm, boolean fallback) {
        List<Stage> own = own(plan, fallback);
        return switch (asked) {
            case Asked.Any any -> arm == null || arm.stage() == null || fallback ? own : before(arm.stage(), own);
            case Asked.Exactly exactly -> named(Stage.exactly(exactly.offer()), own, substitute);
            case Asked.OneOf several -> named(Stage.anyOf(several.offers()), own, substitute);
            case Asked.Nothing nothing -> List.of();
        };
    }

    private static List<Stage> own(Plan plan, boolean fallback) {
        if (plan.group() == null) {
            return List.of(plan.first());
        }
        return fallback ? List.of(plan.group()) : List.of(plan.first(), plan.group());
    }

    private static List<Stage> named(Stage asked, List<Stage> own, boolean substitute) {
        return substitute ? before(asked, own) : List.of(asked);
    }

    private static List<Stage> before(Stage first, List<Stage> own) {
        List<Stage> stages = new ArrayList<>(List.of(first));
        stages.addAll(own);
        return stages;
    }
}
