package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.router.policy.Arms.Arm;
import io.promptyard.router.policy.RouteTable.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one decision is made from. */
record Choice(
        Subject subject,
        ClassifiedPrompt prompt,
        Plan plan,
        Asked asked,
        Demand demand,
        Ceilings ceilings,
        LiveState live,
        Offers offers) {
    boolean fallback() {
        return !prompt.attempts().isEmpty();
    }

    boolean embeds() {
        return demand.body() instanceof EmbeddingBody;
    }

    /** A first choice that is the router's to make. */
    boolean isOurs() {
        return asked instanceof Asked.Any && !fallback();
    }

    Instant now() {
        return subject.now();
    }

    List<Stage> stages(@Nullable Arm arm, boolean fallback) {
        return Stages.of(plan, asked, plan.route().substitute() && !embeds(), arm, fallback);
    }

    /** @param arm whose strategy picks; null for the route's own */
    Terms terms(@Nullable Arm arm, Turn turn) {
        Double own = arm == null ? plan.route().minQuality() : arm.minQuality();
        return new Terms(prompt.request(), minQuality(own), demand.expectedOutput(), turn);
    }

    private double minQuality(@Nullable Double ofRoute) {
        if (embeds()) {
            return 0; // nobody predicts one
        }
        Double ofPrompt = demand.minQuality();
        double bar = ofRoute == null ? Picker.DEFAULT_MIN_QUALITY : ofRoute;
        return ofPrompt == null ? bar : Math.max(bar, ofPrompt);
    }
}
