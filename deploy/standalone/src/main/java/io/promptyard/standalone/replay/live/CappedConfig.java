package io.promptyard.standalone.replay.live;

import io.promptyard.connector.OnHangUp;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.model.ProviderId;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A candidate's configuration as an experiment runs it: the same decisions, but one budget over all calls, without an end, that refuses;
 * few calls at once; and nobody called whom that budget does not see. What the candidate's own budgets of a day or a minute
 * allow says nothing of a sample, so they are left out; ceilings of single requests stay.
 */
final class CappedConfig {
    /** Name of the budget. */
    static final String CAP = "experiment";

    private CappedConfig() {}

    static RouterConfig of(RouterConfig candidate, BigDecimal maxUsd, int concurrency) {
        List<CeilingConfig> ceilings = new ArrayList<>();
        candidate.ceilings().stream()
                .filter(each -> each.perRequestUsd() != null)
                .map(each -> new CeilingConfig(each.match(), each.perRequestUsd(), each.over()))
                .forEach(ceilings::add);
        ceilings.add(new CeilingConfig(
                RouteMatch.ALL,
                null,
                Over.REFUSE,
                new BudgetConfig(
                        CAP, Map.of(BudgetWindow.EVER, maxUsd), ZoneOffset.UTC, List.of(), Set.of(), Set.of())));
        SortedMap<ProviderId, ProviderConfig> providers = new TreeMap<>();
        candidate.providers().forEach((id, provider) -> providers.put(id, slow(provider, concurrency)));
        ClassifierConfig classifier = candidate.classifier();
        return new RouterConfig(
                candidate.version(),
                providers,
                candidate.catalogue(),
                candidate.aliases(),
                candidate.groups(),
                candidate.routes(),
                ceilings,
                candidate.retries(),
                candidate.learning(),
                new ClassifierConfig(classifier.tier(), classifier.model(), classifier.second(), null),
                candidate.waiting(),
                candidate.health());
    }

    private static ProviderConfig slow(ProviderConfig real, int concurrency) {
        return real.with()
                .maxConcurrency(Math.min(real.maxConcurrency(), concurrency))
                .lookAhead(Math.min(real.lookAhead(), concurrency * ProviderConfig.LOOK_AHEAD_FACTOR))
                .onHangUp(OnHangUp.FINISH)
                .build();
    }
}
