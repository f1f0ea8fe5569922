package io.promptyard.router.budget;

import io.promptyard.model.BudgetUnit;
import io.promptyard.router.budget.Desk.Answer;
import io.promptyard.router.metrics.BudgetMetrics;
import io.promptyard.router.metrics.BudgetMetrics.Figures;
import io.promptyard.router.metrics.BudgetMetrics.Said;
import io.promptyard.router.metrics.BudgetMetrics.Series;
import io.promptyard.router.policy.Budgets.Claim;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What meters tell of the desk: by budgets as they are configured, never by what each is held for. One writer at a time. */
final class BudgetWatch {
    private static final String NONE = "none";

    private final BudgetMetrics metrics;
    private Map<Series, Figures> seen = new HashMap<>();

    BudgetWatch(BudgetMetrics metrics) {
        this.metrics = metrics;
    }

    void answered(Answer answer) {
        switch (answer) {
            case Answer.Judged judged
            when judged.reservation().refusal() != null -> said(Said.REFUSED, judged.inTheWay());
            case Answer.Judged judged ->
                said(judged.inTheWay() == null ? Said.GRANTED : Said.DOWNGRADED, judged.inTheWay());
            case Answer.Wait wait -> said(Said.WAITING, wait.inTheWay());
            case Answer.Known known -> {}
        }
    }

    private void said(Said what, @Nullable Claim inTheWay) {
        metrics.said(
                what,
                inTheWay == null ? NONE : configured(inTheWay.budget()),
                inTheWay == null ? NONE : word(inTheWay.unit()));
    }

    /** One account more of the look that {@link #show} ends. */
    void see(Account account, Instant now) {
        if (account.end() > now.toEpochMilli()) {
            Series series = new Series(configured(account.budget()), account.window(), word(account.unit()));
            Figures before = seen.getOrDefault(series, Figures.none());
            seen.put(
                    series,
                    before.plus(
                            account.spent().doubleValue(),
                            account.reserved().doubleValue(),
                            account.limit().doubleValue()));
        }
    }

    void show(int waiting) {
        metrics.show(seen, waiting);
        seen = new HashMap<>();
    }

    void gone() {
        metrics.gone();
    }

    static String word(BudgetUnit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    /** Without the values that it is held for. */
    private static String configured(String budget) {
        int values = budget.indexOf('{');
        return values < 0 ? budget : budget.substring(0, values);
    }
}
