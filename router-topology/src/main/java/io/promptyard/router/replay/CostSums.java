package io.promptyard.router.replay;

import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.CostComparison.Basis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What prompts cost by the log, and what they would have by the candidate. Expected costs are off, mostly by how long answers turn out to
 * be, so they are not held against what was paid as they are. Over the prompts of which all is known
 *
 * <pre>candidate = Σ same paid + k · Σ changed expected now,   k = Σ changed paid / Σ changed expected then</pre>
 *
 * where {@code same} are the prompts that keep their target, whose calls are the recorded ones, and {@code changed} all others. It is the
 * ratio estimator (Cochran, "Sampling Techniques", 1977, chapter 6) with the expected cost as the auxiliary figure: {@code k} says how far
 * expectations were off on those very prompts, failed calls and fallbacks included, and is taken to be the same at the candidate's
 * targets. Where fewer than {@value #LEAST} changed, or nothing was paid or expected of them, {@code k} is that of all prompts; where
 * nothing was of those either, 1. A policy held against itself comes out the same to the last digit. Not thread-safe.
 */
final class CostSums {
    /** Of fewer prompts a ratio says little. */
    static final int LEAST = 30;

    private static final int DIGITS = 12;

    private BigDecimal same = BigDecimal.ZERO;
    private BigDecimal changedNow = BigDecimal.ZERO;
    private final Ratio changed = new Ratio();
    private final Ratio all = new Ratio();
    private long paid;
    private long called;
    private BigDecimal expectedWas = BigDecimal.ZERO;
    private BigDecimal expectedNow = BigDecimal.ZERO;
    private long expected;
    private long prompts;

    /** What was paid and what was expected of the same prompts. */
    private static final class Ratio {
        private BigDecimal paid = BigDecimal.ZERO;
        private BigDecimal expected = BigDecimal.ZERO;
        private long count;

        void add(BigDecimal cost, BigDecimal thought) {
            paid = paid.add(cost);
            expected = expected.add(thought);
            count++;
        }

        boolean tells() {
            return paid.signum() > 0 && expected.signum() > 0;
        }

        BigDecimal value() {
            return paid.divide(expected, MathContext.DECIMAL64);
        }
    }

    void add(Redecided each, CaseCosts costs) {
        prompts++;
        BigDecimal cost = costs.paid();
        BigDecimal before = costs.before();
        BigDecimal after = costs.after();
        if (before != null && after != null) {
            expected++;
            expectedWas = expectedWas.add(before);
            expectedNow = expectedNow.add(after);
        }
        if (cost == null) {
            return;
        }
        called += each.outcome().calls().isEmpty() ? 0 : 1;
        if (before != null) {
            all.add(cost, before);
        }
        if (Objects.equals(each.was().target(), each.now().target())) {
            paid++;
            same = same.add(cost);
        } else if (before != null && after != null) {
            paid++;
            changed.add(cost, before);
            changedNow = changedNow.add(after);
        }
    }

    /** By what was paid where the log has that of any prompt, else by what was expected; null where it has neither. */
    @Nullable
    CostComparison comparison() {
        if (called > 0 && paid > 0) {
            BigDecimal moved = changed.count == 0
                    ? BigDecimal.ZERO
                    : changedNow.multiply(factor()).setScale(DIGITS, RoundingMode.HALF_EVEN);
            return of(Basis.SCALED, same.add(changed.paid), same.add(moved), paid);
        }
        return expected == 0 ? null : of(Basis.EXPECTED, expectedWas, expectedNow, expected);
    }

    private CostComparison of(Basis basis, BigDecimal recorded, BigDecimal candidate, long known) {
        return new CostComparison(
                basis, PolicySums.plain(recorded), PolicySums.plain(candidate), known, prompts - known);
    }

    private BigDecimal factor() {
        if (changed.tells() && changed.count >= LEAST) {
            return changed.value();
        }
        return all.tells() ? all.value() : BigDecimal.ONE;
    }
}
