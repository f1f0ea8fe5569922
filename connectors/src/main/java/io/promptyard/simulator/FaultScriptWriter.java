package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.FaultRule.Window;
import java.util.stream.Collectors;

/** Writes a script as the JSON that {@link FaultScriptReader} reads. Stateless. */
final class FaultScriptWriter {

    private FaultScriptWriter() {}

    static ObjectNode write(FaultScript script) {
        var root = Json.object();
        var rules = root.putArray("rules");
        for (var rule : script.rules()) {
            var one = rules.addObject();
            match(one.putObject("match"), rule);
            one.put("percent", rule.percent());
            if (!rule.faults().isEmpty()) {
                one.put("fault", rule.faults().stream().map(FaultClause::words).collect(Collectors.joining("--")));
            }
            rule.latency().ifPresent(latency -> latency(one, latency));
        }
        return root;
    }

    private static void match(ObjectNode match, FaultRule rule) {
        rule.match().dialect().ifPresent(it -> match.put("dialect", it.word()));
        rule.match().provider().ifPresent(it -> match.put("provider", it));
        rule.match().model().ifPresent(it -> match.put("model", it.text()));
        rule.match().key().ifPresent(it -> match.put("key", it));
        var window = rule.window();
        if (window.fromCall() != Window.ALWAYS.fromCall()) {
            match.put("from-call", window.fromCall());
        }
        if (window.toCall() != Window.ALWAYS.toCall()) {
            match.put("to-call", window.toCall());
        }
        if (!window.after().equals(Window.ALWAYS.after())) {
            match.put("after", Durations.write(window.after()));
        }
        if (!window.until().equals(Window.ALWAYS.until())) {
            match.put("until", Durations.write(window.until()));
        }
    }

    private static void latency(ObjectNode rule, Latency latency) {
        switch (latency) {
            case Latency.Fixed fixed -> rule.put("latency", Durations.write(fixed.value()));
            case Latency.LogNormal normal ->
                rule.putObject("latency")
                        .put("median", Durations.write(normal.median()))
                        .put("p99", Durations.write(normal.p99()));
        }
    }
}
