package io.promptyard.router.policy;

import io.promptyard.model.Allowance;
import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Target;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;

/** Which budgets and limits a prompt falls under, and which account of each it is paid from. Immutable. */
public final class Budgets {
    private final List<CeilingConfig> ceilings;

    /** Budgets of calls that the router makes for itself, by name. */
    private final Map<String, BudgetConfig> own;

    public Budgets(List<CeilingConfig> ceilings) {
        this(ceilings, Map.of());
    }

    private Budgets(List<CeilingConfig> ceilings, Map<String, BudgetConfig> own) {
        this.ceilings = ceilings.stream().filter(each -> each.budget() != null).toList();
        this.own = own;
    }

    /** Those of prompts, and those that shadows have of their own. */
    public static Budgets of(RouterConfig config) {
        Map<String, BudgetConfig> own = new TreeMap<>();
        for (RouteConfig route : config.routes()) {
            if (route.shadow() != null) {
                own.put(route.shadow().budget().name(), route.shadow().budget());
            }
        }
        return new Budgets(config.ceilings(), own);
    }

    /**
     * What a call is to be paid from. {@code budget} is the name with the values it is held for, {@code window} its length
     * in a word; {@code over} is what is to be done when it has not enough left; {@code unit} is what {@code limit} counts.
     */
    public record Claim(
            String budget, String window, Instant start, Instant end, BigDecimal limit, Over over, BudgetUnit unit) {

        /** One on money. */
        public Claim(String budget, String window, Instant start, Instant end, BigDecimal limit, Over over) {
            this(budget, window, start, end, limit, over, BudgetUnit.USD);
        }

        /** Under which its account is kept: of this window and unit alone. */
        public String account() {
            return series() + "|" + start.toEpochMilli();
        }

        /** What its accounts of all windows have in common. */
        public String series() {
            String counts = unit == BudgetUnit.USD ? "" : " " + label();
            return budget + "|" + window + counts;
        }

        /** The unit in a word. */
        public String label() {
            return unit == BudgetUnit.USD ? "USD" : unit.name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is a limit of requests or tokens. */
        public boolean isRate() {
            return unit != BudgetUnit.USD;
        }
    }

    /** What each budget counts, by the name that the configuration gives it. */
    public Map<String, Set<BudgetUnit>> configured() {
        Map<String, Set<BudgetUnit>> units = new TreeMap<>();
        for (CeilingConfig each : ceilings) {
            BudgetConfig budget = Objects.requireNonNull(each.budget());
            Set<BudgetUnit> counts = EnumSet.noneOf(BudgetUnit.class);
            counts.addAll(budget.rates().keySet());
            if (!budget.limits().isEmpty()) {
                counts.add(BudgetUnit.USD);
            }
            units.put(budget.name(), counts);
        }
        return units;
    }

    /** Whether any budget has a say in where the prompt goes; one for some providers alone always has. */
    boolean applyTo(Subject subject, RouteTable.Plan plan) {
        for (CeilingConfig each : ceilings) {
            if (holds(each, subject, plan.route().name())) {
                return true;
            }
        }
        return false;
    }

    /** All accounts that a call of {@code target} at {@code now} is paid from, in the order of the configuration. */
    public List<Claim> claims(Dispatch dispatch, Target target, Instant now) {
        // As of the decision, or rules on the time of day could differ from those that sent it here.
        Subject subject = Subject.of(dispatch.prompt(), dispatch.at());
        List<Claim> claims = new ArrayList<>();
        for (CeilingConfig each : ceilings) {
            BudgetConfig budget = Objects.requireNonNull(each.budget());
            if (isFor(budget, target) && holds(each, subject, dispatch.route())) {
                String name = named(budget, dispatch, target);
                addMoney(claims, budget, name, each.over(), now);
                budget.rates()
                        .forEach((unit, limit) -> claims.add(new Claim(
                                name,
                                BudgetWindow.MINUTE.label(),
                                BudgetWindow.MINUTE.start(now, budget.zone()),
                                BudgetWindow.MINUTE.end(now, budget.zone()),
                                BigDecimal.valueOf(limit),
                                each.over(),
                                unit)));
            }
        }
        return claims;
    }

    /**
     * All accounts that calls of the router's own are paid from: a shadow's from the budget that it has, others from those on all that is called,
     * whoever asked. Empty where nobody bounds them.
     */
    public List<Claim> claims(Allowance asked, Instant now) {
        List<Claim> claims = new ArrayList<>();
        if (!asked.budget().isEmpty()) {
            BudgetConfig budget = own.get(asked.budget());
            if (budget != null) {
                addMoney(claims, budget, budget.name(), Over.REFUSE, now);
            }
            return claims;
        }
        for (CeilingConfig each : ceilings) {
            BudgetConfig budget = Objects.requireNonNull(each.budget());
            if (each.isOfTheHouse() && isFor(budget, asked.target())) {
                addMoney(claims, budget, named(budget, asked.target()), each.over(), now);
            }
        }
        return claims;
    }

    /** Whether it is a budget of calls of the router's own. */
    public boolean isOwn(String budget) {
        return own.containsKey(budget);
    }

    private static void addMoney(List<Claim> claims, BudgetConfig budget, String name, Over over, Instant now) {
        budget.limits()
                .forEach((window, limit) -> claims.add(new Claim(
                        name,
                        window.label(),
                        window.start(now, budget.zone()),
                        window.end(now, budget.zone()),
                        limit,
                        over)));
    }

    private static boolean isFor(BudgetConfig budget, Target target) {
        return budget.providers().isEmpty()
                || budget.providers().contains(target.provider().value());
    }

    /** Of one that is held for providers or models alone. */
    private static String named(BudgetConfig budget, Target target) {
        return named(
                budget,
                per -> per.kind() == BudgetConfig.Per.Kind.PROVIDER
                        ? target.provider().value()
                        : target.toString());
    }

    private static boolean holds(CeilingConfig ceiling, Subject subject, String route) {
        BudgetConfig budget = Objects.requireNonNull(ceiling.budget());
        return (budget.routes().isEmpty() || budget.routes().contains(route))
                && MatchRules.matches(ceiling.match(), subject);
    }

    private static String named(BudgetConfig budget, Dispatch dispatch, Target target) {
        return named(budget, per -> switch (per.kind()) {
            case TENANT -> dispatch.request().tenant();
            case KEY -> Objects.requireNonNullElse(dispatch.request().keyId(), "");
            case ENDPOINT -> dispatch.request().endpoint();
            case ROUTE -> dispatch.route();
            case PROVIDER -> target.provider().value();
            case MODEL -> target.toString();
            case TAG -> dispatch.request().tags().getOrDefault(per.tag(), "");
        });
    }

    private static String named(BudgetConfig budget, Function<BudgetConfig.Per, String> valueOf) {
        if (budget.per().isEmpty()) {
            return budget.name();
        }
        StringJoiner values = new StringJoiner(",", budget.name() + "{", "}");
        budget.per().forEach(per -> values.add(per.label() + "=" + valueOf.apply(per)));
        return values.toString();
    }
}
