package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import java.time.Instant;
import java.util.List;

/**
 * Whether a provider may be given a prompt at all, whatever is asked of it: for questions about a prompt, such as a judge's, whose own request is another. Asks the one gate of
 * all dispatches, with the prompt's constraints and those of its route. Nothing is said of what a model can do, of prices or of quality. Immutable.
 */
public final class Disclosure {
    private final RouterConfig config;
    private final Offers offers;
    private final RouteTable routes;

    public Disclosure(RouterConfig config) {
        this.config = config;
        offers = new Offers(config);
        routes = new RouteTable(config, offers);
    }

    /** By the route that it matches at that time; where it matches none, it may not. */
    public boolean permits(ClassifiedPrompt prompt, Target target, Instant now) {
        return routes.match(Subject.of(prompt, now))
                .filter(plan -> permits(prompt.request(), plan.route(), target))
                .isPresent();
    }

    /** By the route of that name; where there is none, it may not. */
    public boolean permits(PromptRequest prompt, String route, Target target) {
        return config.routes().stream()
                .filter(each -> each.name().equals(route))
                .anyMatch(each -> permits(prompt, each, target));
    }

    private boolean permits(PromptRequest prompt, RouteConfig route, Target target) {
        return offers.of(List.of(target)).stream()
                .allMatch(offer -> ConstraintGate.mayReceive(offer, prompt.constraints(), route.constraints()));
    }
}
