package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.ModelFacts.Kind;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.Arms.Arm;
import io.promptyard.router.policy.Picker.Pick;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteTable.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Filter, score, pick; on a fallback the same again without what already failed. All that depends on the configuration
 * alone is drawn once, at construction. Immutable.
 */
public final class CostAwarePolicy implements RoutingPolicy {
    private final RouterConfig config;
    private final Offers offers;
    private final Offers embeddings;
    private final RouteTable routes;

    private final Exploration exploration;
    private final Budgets budgets;

    private CostAwarePolicy(RouterConfig config, Exploration exploration) {
        this.config = config;
        this.exploration = exploration;
        offers = new Offers(config);
        embeddings = new Offers(config, Kind.EMBEDDING);
        routes = new RouteTable(config, offers);
        budgets = new Budgets(config.ceilings());
    }

    /** Explores as the configuration says. */
    public static CostAwarePolicy of(RouterConfig config) {
        return of(config, Exploration.of(config.learning()));
    }

    public static CostAwarePolicy of(RouterConfig config, Exploration exploration) {
        return new CostAwarePolicy(config, exploration);
    }

    /** Knows nothing of the running system. */
    @Override
    public RouteDecision decide(ClassifiedPrompt prompt, Instant now) {
        return decide(prompt, now, LiveState.NONE);
    }

    /** Pure: it counts nothing. */
    @Override
    public void acted(RouteDecision decision, Instant now) {}

    @Override
    public void withdrawn(RouteDecision decision) {}

    /** The same prompt, attempts, time and state give the same decision; what of the state is used stands in its record. */
    public RouteDecision decide(ClassifiedPrompt prompt, Instant now, LiveState live) {
        Subject subject = Subject.of(prompt, now);
        Optional<Plan> plan = routes.match(subject);
        Arm arm = plan.map(each -> each.arms().of(prompt.request())).orElse(null);
        DecisionWriter writer = new DecisionWriter(
                config.version(), prompt, now, plan.orElse(null), arm, Facts.of(prompt, plan, live, arm));
        if (!now.isBefore(prompt.deadline())) {
            return writer.outOfTime();
        }
        if (prompt.attempts().size() >= config.retries().maxAttempts()) {
            return writer.exhausted(List.of());
        }
        return switch (prompt.request().body()) {
            case PromptContent.Sealed sealed ->
                writer.refused(
                        FailureKind.INVALID_REQUEST, "the body is sealed and this router has no key: cannot inspect");
            case PromptBody body -> decide(subject, body, plan, writer, live);
            case EmbeddingBody body -> decide(subject, body, plan, writer, live);
        };
    }

    private RouteDecision decide(
            Subject subject, PromptBody body, Optional<Plan> plan, DecisionWriter writer, LiveState live) {
        ClassifiedPrompt prompt = writer.prompt();
        Asked asked = offers.asked(prompt.request().model());
        if (asked instanceof Asked.Nothing nothing) {
            return writer.modelNotFound(nothing.why());
        }
        if (plan.isEmpty()) {
            return writer.noRoute();
        }
        return choose(choice(subject, prompt, body, plan.get(), asked, writer.facts(), live), writer);
    }

    private Choice choice(
            Subject subject,
            ClassifiedPrompt prompt,
            PromptBody body,
            Plan plan,
            Asked asked,
            Facts facts,
            LiveState live) {
        Ceilings ceilings = Ceilings.of(config.ceilings(), prompt, subject);
        Demand demand = Demand.of(
                prompt.request(),
                body,
                prompt.classification(),
                plan.route().constraints(),
                facts.outputTokens(),
                Demand.least(ceilings.filter(), plan.ceiling(asked)));
        return new Choice(subject, prompt, plan, asked, demand, ceilings, live, offers);
    }

    /**
     * The probability with which a first choice goes to each target, over all that falls by the request's id or the key of a canary: arms,
     * shares, ties and exploration. It adds up to less than 1 where some of it would be refused, and is empty where all is, and for
     * what is no prompt for an answer. What is decided is one draw of it.
     */
    public Map<Target, Double> chances(ClassifiedPrompt prompt, Instant now, LiveState live) {
        Subject subject = Subject.of(prompt, now);
        Optional<Plan> plan = routes.match(subject);
        Asked asked = offers.asked(prompt.request().model());
        if (plan.isEmpty()
                || asked instanceof Asked.Nothing
                || !(prompt.request().body() instanceof PromptBody body)) {
            return Map.of();
        }
        Facts facts =
                new Facts(Turn.none(), live.outputTokens(prompt.classification().task()));
        Odds odds = new Odds(choice(subject, prompt, body, plan.get(), asked, facts, live), exploration);
        plan.get().arms().all(prompt.request()).forEach(odds::add);
        return odds.byTarget();
    }

    /** Vectors of one model cannot be compared with those of another: the model is named, and no other stands in for it. */
    private RouteDecision decide(
            Subject subject, EmbeddingBody body, Optional<Plan> plan, DecisionWriter writer, LiveState live) {
        ClassifiedPrompt prompt = writer.prompt();
        String model = prompt.request().model();
        Asked asked = embeddings.asked(model);
        if (asked instanceof Asked.Any) {
            return writer.refused(FailureKind.INVALID_REQUEST, "model: embeddings need the name of a model");
        }
        if (asked instanceof Asked.Nothing nothing) {
            return offers.asked(model) instanceof Asked.Nothing
                    ? writer.modelNotFound(nothing.why())
                    : writer.noEmbeddings();
        }
        if (plan.isEmpty()) {
            return writer.noRoute();
        }
        Ceilings ceilings = Ceilings.of(config.ceilings(), prompt, subject);
        Demand demand = Demand.of(
                prompt.request(),
                body,
                prompt.classification(),
                plan.get().route().constraints(),
                ceilings.filter());
        return choose(new Choice(subject, prompt, plan.get(), asked, demand, ceilings, live, embeddings), writer);
    }

    private RouteDecision choose(Choice choice, DecisionWriter writer) {
        FallbackRules rules = FallbackRules.of(choice.prompt().attempts(), choice.offers());
        List<Assessed> seen = new ArrayList<>();
        // By identity: a stage stands for itself, and its equality would compare every target.
        Map<Stage, List<Assessed>> done = new IdentityHashMap<>();
        for (Stage stage : choice.stages(writer.arm(), choice.fallback())) {
            if (stage.standsIn() && !choice.fallback() && seen.stream().noneMatch(Assessed::isCooling)) {
                continue; // nobody stands in for what is not permitted anyhow
            }
            boolean inArm = done.isEmpty() && writer.leaves();
            Terms terms =
                    choice.terms(inArm ? writer.arm() : null, writer.facts().turn());
            List<Assessed> assessed = stage.assess(choice.demand(), rules, choice.live(), choice.now());
            done.put(stage, assessed);
            addNew(seen, assessed);
            Optional<Pick> pick = Picker.pick(stage.strategy(), permitted(assessed), terms);
            if (pick.isPresent()) {
                Contest own = new Contest(pick.get(), stage.strategy(), terms, null, inArm);
                if (choice.ceilings().refuses(pick.get().chosen())) {
                    if (inArm) {
                        continue; // a trial is no reason to refuse what the route can serve
                    }
                    return writer.overCeiling(own, choice.ceilings(), seen);
                }
                Contest contest = explored(choice, own, assessed);
                return shadowed(
                        choice,
                        writer.routed(
                                contest,
                                seen,
                                alternatives(choice, contest.winner(), rules, done),
                                options(choice, rules, contest, assessed, terms)));
            }
        }
        return nowhere(choice, writer, seen);
    }

    /** What was decided before has none: the copy went out with the first choice. */
    private static Routed shadowed(Choice choice, Routed routed) {
        Shadowing shadow = choice.plan().shadow();
        return shadow == null
                        || choice.fallback()
                        || !choice.prompt().route().isEmpty()
                        || !shadow.takes(choice.prompt().request())
                ? routed
                : shadow.beside(routed, choice.demand(), choice.ceilings(), choice.live(), choice.now());
    }

    private RouteDecision nowhere(Choice choice, DecisionWriter writer, List<Assessed> seen) {
        Optional<Cooling> cooling = Cooling.of(seen, choice.ceilings());
        if (cooling.isPresent()) {
            boolean inTime = cooling.get().until().isBefore(choice.prompt().deadline());
            return inTime && config.waiting().enabled()
                    ? writer.waits(cooling.get(), seen)
                    : writer.unavailable(
                            cooling.get(), inTime ? "and prompts do not wait" : "after the prompt's deadline", seen);
        }
        return choice.fallback() ? writer.exhausted(seen) : writer.nonePermitted(choice.asked(), seen);
    }

    /** A budget that has not enough for an arm's target may take one of the route's own instead. */
    private List<SpendOption> options(
            Choice choice, FallbackRules rules, Contest contest, List<Assessed> assessed, Terms terms) {
        if (!budgets.applyTo(choice.subject(), choice.plan())) {
            return List.of();
        }
        List<Assessed> all = new ArrayList<>(assessed);
        if (contest.inArm()) {
            addNew(all, choice.plan().first().assess(choice.demand(), rules, choice.live(), choice.now()));
        }
        return SpendBound.options(
                contest.winner().chosen(), all, choice.demand(), choice.ceilings(), terms.minQuality());
    }

    /** Only a first choice that is the router's to make is explored. */
    private Contest explored(Choice choice, Contest contest, List<Assessed> assessed) {
        return choice.isOurs()
                ? exploration.of(
                        contest, assessed, choice.ceilings(), choice.prompt().request())
                : contest;
    }

    /** How many targets a fallback from this choice could still go to. */
    private static int alternatives(Choice choice, Pick pick, FallbackRules rules, Map<Stage, List<Assessed>> done) {
        Set<Target> open = new HashSet<>();
        for (Stage stage : choice.stages(null, true)) {
            List<Assessed> earlier = done.get(stage);
            for (Assessed each :
                    earlier == null ? stage.assess(choice.demand(), rules, choice.live(), choice.now()) : earlier) {
                // Cooling ones too: the number must not hang on states that are not recorded, and a fallback can wait.
                if ((each.permitted() || each.isCooling()) && !choice.ceilings().refuses(each)) {
                    open.add(each.offer().target());
                }
            }
        }
        open.remove(pick.chosen().offer().target());
        return open.size();
    }

    private static List<Assessed> permitted(List<Assessed> assessed) {
        List<Assessed> permitted = new ArrayList<>(assessed);
        permitted.removeIf(each -> !each.permitted());
        return permitted;
    }

    private static void addNew(List<Assessed> seen, List<Assessed> assessed) {
        if (seen.isEmpty()) {
            seen.addAll(assessed);
            return;
        }
        Set<Target> known = new HashSet<>();
        seen.forEach(earlier -> known.add(earlier.offer().target()));
        assessed.stream().filter(later -> known.add(later.offer().target())).forEach(seen::add);
    }
}
