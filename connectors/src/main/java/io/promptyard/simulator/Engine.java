package io.promptyard.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What all event loops of one simulator share: settings, books, counts and the script in force. Thread-safe. */
final class Engine {

    private final SimulatorSettings settings;
    private final SimulatorBooks books;
    private final KeyQuotas quotas;
    private final CallCounts counts = new CallCounts(200_000);
    private final AtomicReference<RunningScript> script;

    Engine(SimulatorSettings settings) {
        this.settings = settings;
        this.quotas = new KeyQuotas(settings.requestsPerMinute());
        this.books = new SimulatorBooks(settings.books());
        this.script = new AtomicReference<>(
                new RunningScript(settings.script(), settings.clock().millis()));
    }

    SimulatorSettings settings() {
        return settings;
    }

    SimulatorBooks books() {
        return books;
    }

    KeyQuotas quotas() {
        return quotas;
    }

    FaultScript script() {
        return script.get().script();
    }

    void script(FaultScript next) {
        script.set(new RunningScript(next, settings.clock().millis()));
    }

    long nowMillis() {
        return settings.clock().millis();
    }

    /** The number of this call of one request to one model, from 1. */
    int callNumber(long request, String provider, String model) {
        return counts.next(Dice.mix(Dice.mix(request, provider), model));
    }

    /** What befalls the call. */
    Strike strike(Dialect dialect, String provider, ModelName model, String key, long request, int callNumber) {
        var chance = Dice.mix(Dice.mix(settings.seed(), request), callNumber);
        var rule = script.get().deciding(dialect, provider, model.base(), key, nowMillis(), Dice.mix(chance, 7));
        if (rule.isEmpty() && model.clauses().isEmpty()) {
            return Strike.of(List.of(), callNumber, chance, Optional.empty());
        }
        var clauses = new ArrayList<FaultClause>();
        rule.ifPresent(it -> clauses.addAll(it.faults()));
        clauses.addAll(model.clauses());
        return Strike.of(clauses, callNumber, chance, rule.flatMap(FaultRule::latency));
    }

    SimulatorSettings.Pace pace(ModelName model) {
        var own = settings.models().get(model.base());
        return own == null ? settings.pace() : own;
    }
}
