package io.promptyard.router.replay.judge;

import io.promptyard.router.replay.report.ScorerFigures.Agreement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often two who put the same things into classes say the same, and by how much more than chance would have it: Cohen's kappa,
 * {@code (p - q) / (1 - q)} with {@code q} the share on which the two would agree if each threw dice by its own frequencies (Cohen, A
 * Coefficient of Agreement for Nominal Scales, 1960). Not thread-safe.
 */
final class AgreementCount {
    private final Map<String, Long> ours = new TreeMap<>();
    private final Map<String, Long> theirs = new TreeMap<>();
    private long pairs;
    private long same;

    void add(String our, String their) {
        pairs++;
        same += our.equals(their) ? 1 : 0;
        ours.merge(our, 1L, Long::sum);
        theirs.merge(their, 1L, Long::sum);
    }

    /** Null when nothing was added. */
    @Nullable
    Agreement agreement() {
        if (pairs == 0) {
            return null;
        }
        double share = same / (double) pairs;
        double chance = ours.entrySet().stream()
                .mapToDouble(each -> each.getValue() / (double) pairs * theirs.getOrDefault(each.getKey(), 0L) / pairs)
                .sum();
        return new Agreement(pairs, share, chance == 1 ? Double.NaN : (share - chance) / (1 - chance));
    }
}
