package io.promptyard.router.policy;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.router.config.CeilingConfig;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ceilings per request that hold for a prompt, USD: {@code filter} takes dearer targets out, {@code refuse} ends
 * the prompt when the first choice is dearer. After an attempt both filter, for a cheaper target serves the caller
 * better than a refusal.
 */
record Ceilings(@Nullable BigDecimal filter, @Nullable BigDecimal refuse) {

    static Ceilings of(List<CeilingConfig> configured, ClassifiedPrompt prompt, Subject subject) {
        BigDecimal filter = null;
        BigDecimal refuse = null;
        for (CeilingConfig ceiling : configured) {
            if (ceiling.perRequestUsd() == null || !MatchRules.matches(ceiling.match(), subject)) {
                continue;
            }
            switch (ceiling.over()) {
                case DOWNGRADE -> filter = Demand.least(filter, ceiling.perRequestUsd());
                case REFUSE, QUEUE -> refuse = Demand.least(refuse, ceiling.perRequestUsd());
            }
        }
        return prompt.attempts().isEmpty()
                ? new Ceilings(filter, refuse)
                : new Ceilings(Demand.least(filter, refuse), null);
    }

    boolean refuses(Assessed choice) {
        return refuse != null && !ConstraintGate.within(choice.cost(), refuse);
    }
}
