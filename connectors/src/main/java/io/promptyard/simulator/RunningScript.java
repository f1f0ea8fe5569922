package io.promptyard.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A script in force: its rules, each with the count of the calls that it matched. Safe for use by many event loops. */
final class RunningScript {

    private record Counted(FaultRule rule, AtomicLong calls) {}

    private final FaultScript script;
    private final long startMillis;
    private final List<Counted> rules = new ArrayList<>();

    RunningScript(FaultScript script, long nowMillis) {
        this.script = script;
        this.startMillis = nowMillis;
        script.rules().forEach(it -> rules.add(new Counted(it, new AtomicLong())));
    }

    FaultScript script() {
        return script;
    }

    /** The first rule that holds for this call. Counts the call in every rule that matches it. */
    Optional<FaultRule> deciding(
            Dialect dialect, String provider, String model, String key, long nowMillis, long chance) {
        FaultRule deciding = null;
        for (var i = 0; i < rules.size(); i++) {
            var counted = rules.get(i);
            var rule = counted.rule;
            if (rule.match().covers(dialect, provider, model, key)) {
                var call = counted.calls.incrementAndGet();
                if (deciding == null
                        && rule.window().holds(call, nowMillis - startMillis)
                        && Dice.strikes(Dice.mix(chance, i), rule.percent())) {
                    deciding = rule;
                }
            }
        }
        return Optional.ofNullable(deciding);
    }
}
