package io.promptyard.router.policy;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Target;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
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

/** Which budgets and limits a prompt falls under, and which account of each it is paid from. Immutable. */
public final class Budgets {
    private final List<CeilingConfig> ceilings;

    public Budgets(List<CeilingConfig> ceilings) {
        this.ceilings = ceilings.stream().filter(each -> each.budget() != null).toList();
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
            boolean forProvider = budget.providers().isEmpty()
                    || budget.providers().contains(target.provider().value());
            if (forProvider && holds(each, subject, dispatch.route())) {
                String name = named(budget, dispatch, target);
                budget.limits()
                        .forEach((window, limit) -> claims.add(new Claim(
                                name,
                                window.label(),
                                window.start(now, budget.zone()),
                                window.end(now, budget.zone()),
                                limit,
                                each.over())));
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

    private static boolean holds(CeilingConfig ceiling, Subject subject, String route) {
        BudgetConfig budget = Objects.requireNonNull(ceiling.budget());
        return (budget.routes().isEmpty() || budget.routes().contains(route))
                && MatchRules.matches(ceiling.match(), subject);
    }

    private static String named(BudgetConfig budget, Dispatch dispatch, Target target) {
        if (budget.per().isEmpty()) {
            return budget.name();
        }
        StringJoiner values = new StringJoiner(",", budget.name() + "{", "}");
        for (BudgetConfig.Per per : budget.per()) {
            String value = switch (per.kind()) {
                case TENANT -> dispatch.request().tenant();
                case KEY -> Objects.requireNonNullElse(dispatch.request().keyId(), "");
                case ENDPOINT -> dispatch.request().endpoint();
                case ROUTE -> dispatch.route();
                case PROVIDER -> target.provider().value();
                case MODEL -> target.toString();
                case TAG -> dispatch.request().tags().getOrDefault(per.tag(), "");
            };
            values.add(per.label() + "=" + value);
        }
        return values.toString();
    }
}
