package io.promptyard.router.replay;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Task;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What recomputed costs are added up by. */
public enum CostGroup {
    MODEL(attempt -> attempt.target().toString()),
    PROVIDER(attempt -> attempt.target().provider().value()),
    ROUTE(ProviderAttempt::route),
    TENANT(ProviderAttempt::tenant),
    ENDPOINT(ProviderAttempt::endpoint),
    TASK(attempt -> Optional.ofNullable(attempt.task()).map(Task::label).orElse("-")),
    PURPOSE(attempt -> attempt.purpose().name().toLowerCase(Locale.ROOT)),
    /** The day in UTC on which the call ended. */
    DAY(attempt -> attempt.at().atZone(ZoneOffset.UTC).toLocalDate().toString());

    private final Function<ProviderAttempt, String> name;

    CostGroup(Function<ProviderAttempt, String> name) {
        this.name = name;
    }

    /** The group that a call belongs to. */
    public String of(ProviderAttempt attempt) {
        return name.apply(attempt);
    }
}
