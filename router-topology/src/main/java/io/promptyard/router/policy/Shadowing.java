package io.promptyard.router.policy;

import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shadow of a route: which prompts have a copy, and where that goes. The targets are held against the same demand as the prompt's own, by the same
 * gate. Nothing of it changes where the prompt itself goes. Immutable.
 */
final class Shadowing {
    static final String PRIMARY = "primary";
    static final String BUSY = "busy";

    /** What is left of a provider's limits, and of its calls at once, is for prompts that somebody waits for. */
    private static final double SPARE = 0.5;

    private static final FallbackRules NOTHING_FAILED = new FallbackRules(Set.of(), Set.of(), 0);

    private final String route;
    private final ShadowConfig config;
    private final Stage stage;

    private Shadowing(String route, ShadowConfig config, Stage stage) {
        this.route = route;
        this.config = config;
        this.stage = stage;
    }

    static @Nullable Shadowing of(String route, @Nullable ShadowConfig config, Offers offers) {
        return config == null
                ? null
                : new Shadowing(
                        route,
                        config,
                        new Stage(offers.of(config.to()), new Strategy.Priority(config.to()), null, false));
    }

    /** The id of a prompt's copy. */
    static RequestId id(RequestId prompt, String shadow) {
        return ShadowChoice.copyOf(prompt, shadow);
    }

    /**
     * Whether the prompt is one of the share. What names its model, is sent again or is in an experiment already is none: it is not
     * what the route would be used for.
     */
    boolean takes(PromptRequest request) {
        if (!request.model().equals(PromptRequest.AUTO) || request.experiment() != null || request.redrive() != null) {
            return false;
        }
        String key = Arms.key(config.by(), request);
        return key != null
                && Picker.unit("shadow " + route + '\n' + request.tenant() + '\n' + key) < config.percent() / 100;
    }

    /** The same decision, with the copy beside it. */
    Routed beside(Routed routed, Demand demand, Ceilings ceilings, LiveState live, Instant now) {
        List<Candidate> seen = new ArrayList<>();
        ShadowCall call = null;
        for (Assessed each : stage.assess(demand, NOTHING_FAILED, live, now)) {
            String reason = reason(each, routed.dispatch().target(), ceilings);
            seen.add(candidate(each, reason));
            if (reason.isEmpty()) {
                call = call(each, routed.dispatch(), demand, ceilings);
                break;
            }
        }
        ShadowChoice choice = new ShadowChoice(config.name(), config.percent() / 100, seen);
        return new Routed(routed.dispatch(), routed.record().shadowed(choice), routed.options(), call);
    }

    /** Why not; empty for one that gets the copy. */
    private static String reason(Assessed each, Target primary, Ceilings ceilings) {
        if (each.removal() != null) {
            return each.removal().reason().word();
        }
        if (ceilings.refuses(each)) {
            return Reason.PRICE.word();
        }
        if (each.offer().target().equals(primary)) {
            return PRIMARY;
        }
        return isBusy(each) ? BUSY : "";
    }

    private static boolean isBusy(Assessed each) {
        TargetState state = each.state();
        if (state == null || each.offer().provider() == null) {
            return false;
        }
        boolean scarce = state.headroom() != null && state.headroom() < SPARE;
        return scarce || state.open() >= each.offer().provider().maxConcurrency() * SPARE;
    }

    private static Candidate candidate(Assessed each, String reason) {
        boolean forbidden = each.removal() != null || reason.equals(Reason.PRICE.word());
        return new Candidate(
                each.offer().target(),
                reason.isEmpty()
                        ? Candidate.State.CHOSEN
                        : forbidden ? Candidate.State.REMOVED : Candidate.State.ELIGIBLE,
                reason,
                each.removal() == null ? "" : each.removal().detail(),
                each.quality(),
                each.cost(),
                each.state());
    }

    private ShadowCall call(Assessed each, Dispatch primary, Demand demand, Ceilings ceilings) {
        ClassifiedPrompt prompt = primary.prompt();
        RequestId id = id(primary.id(), config.name());
        PromptRequest copy = prompt.request().copied(id, new Experiment(config.name(), ShadowConfig.ARM));
        Dispatch dispatch = new Dispatch(
                id,
                primary.at(),
                new ClassifiedPrompt(copy, prompt.classification(), List.of(), prompt.deadline(), prompt.route()),
                each.offer().target(),
                1,
                0,
                primary.configVersion(),
                each.cost());
        return new ShadowCall(
                config.name(),
                config.budget().name(),
                dispatch,
                SpendBound.options(each, List.of(), demand, ceilings, 0)
                        .getFirst()
                        .boundUsd(),
                config.maxOpen());
    }
}
