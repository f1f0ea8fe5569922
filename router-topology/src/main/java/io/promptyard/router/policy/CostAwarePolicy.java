package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Picker.Pick;
import io.promptyard.router.policy.RouteTable.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filter, score, pick; on a fallback the same again without what already failed. All that depends on the configuration
 * alone is drawn once, at construction. Immutable.
 */
public final class CostAwarePolicy implements RoutingPolicy {
    private final RouterConfig config;
    private final Offers offers;
    private final RouteTable routes;

    private final Exploration exploration;
    private final Budgets budgets;

    private CostAwarePolicy(RouterConfig config, Exploration exploration) {
        this.config = config;
        this.exploration = exploration;
        offers = new Offers(config);
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

    /** The same prompt, attempts, time and state give the same decision; what of the state is used stands in its record. */
    public RouteDecision decide(ClassifiedPrompt prompt, Instant now, LiveState live) {
        Subject subject = Subject.of(prompt, now);
        Optional<Plan> plan = routes.match(subject);
        DecisionWriter writer =
                new DecisionWriter(config.version(), prompt, now, plan.orElse(null), Facts.of(prompt, plan, live));
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
            boolean byName = prompt.request().redrive() != null;
            return writer.refused(
                    FailureKind.UNROUTABLE,
                    byName
                            ? "no route matches, or has the name that the redrive asks for"
                            : "no route matches the prompt");
        }
        Ceilings ceilings = Ceilings.of(config.ceilings(), prompt, subject);
        Demand demand = Demand.of(
                prompt.request(),
                body,
                prompt.classification(),
                writer.facts().outputTokens(),
                Demand.least(ceilings.filter(), ceiling(plan.get(), asked)));
        return choose(new Choice(subject, prompt, plan.get(), asked, demand, ceilings, live), writer);
    }

    /** All that one decision is made from. */
    private record Choice(
            Subject subject,
            ClassifiedPrompt prompt,
            Plan plan,
            Asked asked,
            Demand demand,
            Ceilings ceilings,
            LiveState live) {
        boolean fallback() {
            return !prompt.attempts().isEmpty();
        }
    }

    private RouteDecision choose(Choice choice, DecisionWriter writer) {
        FallbackRules rules = FallbackRules.of(choice.prompt().attempts(), offers);
        Terms terms = new Terms(
                choice.prompt().request(),
                minQuality(choice),
                choice.demand().expectedOutput(),
                writer.facts().turn());
        // By identity: a stage stands for itself, and its equality would compare every target.
        Map<Stage, List<Assessed>> done = new IdentityHashMap<>();
        List<Stage> stages = stages(choice, choice.fallback());
        Round fit = new Round(choice, stages, rules, terms, done, new ArrayList<>(), writer, true);
        Optional<RouteDecision> decision = choose(fit);
        if (decision.isPresent()) {
            return decision.get();
        }
        // Nobody who may be called is fit: then whoever may be called is.
        Round any = new Round(choice, stages, rules, terms, done, new ArrayList<>(), writer, false);
        stages.forEach(any::assess);
        return choose(any)
                .orElseGet(() -> choice.fallback()
                        ? writer.exhausted(any.seen())
                        : writer.nonePermitted(choice.asked(), any.seen()));
    }

    /** One way through the stages, among targets that are {@code fit} to be called just now, or among all that are permitted. */
    private record Round(
            Choice choice,
            List<Stage> stages,
            FallbackRules rules,
            Terms terms,
            Map<Stage, List<Assessed>> done,
            List<Assessed> seen,
            DecisionWriter writer,
            boolean fit) {
        List<Assessed> assess(Stage stage) {
            List<Assessed> all =
                    done.computeIfAbsent(stage, each -> each.assess(choice.demand(), rules, choice.live()));
            List<Assessed> assessed = fit ? Fitness.of(all, writer.now()) : all;
            addNew(seen, assessed);
            return assessed;
        }
    }

    private Optional<RouteDecision> choose(Round round) {
        Choice choice = round.choice();
        for (Stage stage : round.stages()) {
            List<Assessed> assessed = round.assess(stage);
            Optional<Pick> pick = Picker.pick(
                    stage.strategy(),
                    assessed.stream().filter(Assessed::permitted).toList(),
                    round.terms());
            if (pick.isPresent()) {
                Contest own = new Contest(pick.get(), stage.strategy(), round.terms(), null);
                if (!choice.ceilings().refuses(pick.get().chosen())) {
                    return Optional.of(routed(round, own, assessed));
                }
                // One that is not fit may still be within the ceiling.
                return Fitness.leftOut(assessed)
                        ? Optional.empty()
                        : Optional.of(round.writer().overCeiling(own, choice.ceilings(), round.seen()));
            }
        }
        return Optional.empty();
    }

    private RouteDecision routed(Round round, Contest own, List<Assessed> assessed) {
        Choice choice = round.choice();
        Contest contest = explored(choice, own, assessed);
        List<SpendOption> options = budgets.applyTo(choice.subject(), choice.plan())
                ? SpendBound.options(
                        contest.winner().chosen(),
                        assessed,
                        choice.demand(),
                        choice.ceilings(),
                        round.terms().minQuality())
                : List.of();
        int alternatives = alternatives(choice, contest.winner(), round.rules(), round.done());
        return round.writer().routed(contest, round.seen(), alternatives, options);
    }

    /** Only a first choice that is the router's to make is explored. */
    private Contest explored(Choice choice, Contest contest, List<Assessed> assessed) {
        boolean ours = choice.asked() instanceof Asked.Any && !choice.fallback();
        return ours
                ? exploration.of(
                        contest, assessed, choice.ceilings(), choice.prompt().request())
                : contest;
    }

    /** Whom to ask, in order. A group speaks only on fallbacks; the prompt's own first choice comes before it. */
    private static List<Stage> stages(Choice choice, boolean fallback) {
        Plan plan = choice.plan();
        Stage own = fallback && plan.group() != null ? plan.group() : plan.first();
        boolean substitute = plan.route().substitute();
        return switch (choice.asked()) {
            case Asked.Any any -> List.of(own);
            case Asked.Exactly exactly -> withSubstitute(Stage.exactly(exactly.offer()), own, substitute);
            case Asked.OneOf several -> withSubstitute(Stage.anyOf(several.offers()), own, substitute);
            case Asked.Nothing nothing -> List.of();
        };
    }

    private static List<Stage> withSubstitute(Stage asked, Stage own, boolean substitute) {
        return substitute ? List.of(asked, own) : List.of(asked);
    }

    /** Of the route's strategy, which a model that the client named by itself is not chosen by. */
    private static @Nullable BigDecimal ceiling(Plan plan, Asked asked) {
        return asked instanceof Asked.Any && plan.route().strategy() instanceof Strategy.BestQuality best
                ? best.maxCostUsd()
                : null;
    }

    private static double minQuality(Choice choice) {
        Double ofRoute = choice.plan().route().minQuality();
        Double ofPrompt = choice.demand().minQuality();
        double bar = ofRoute == null ? Picker.DEFAULT_MIN_QUALITY : ofRoute;
        return ofPrompt == null ? bar : Math.max(bar, ofPrompt);
    }

    /** How many targets a fallback from this choice could still go to. */
    private static int alternatives(Choice choice, Pick pick, FallbackRules rules, Map<Stage, List<Assessed>> done) {
        Set<Target> open = new HashSet<>();
        for (Stage stage : stages(choice, true)) {
            List<Assessed> earlier = done.get(stage);
            for (Assessed each : earlier == null ? stage.assess(choice.demand(), rules, choice.live()) : earlier) {
                if (each.permitted() && !choice.ceilings().refuses(each)) {
                    open.add(each.offer().target());
                }
            }
        }
        open.remove(pick.chosen().offer().target());
        return open.size();
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
