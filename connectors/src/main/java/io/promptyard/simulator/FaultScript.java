package io.promptyard.simulator;

import java.util.List;

/**
 * What goes wrong, for whom and when: the rules in order. Of the rules that hold for a call the first decides; the fault words of the
 * model's name come after the script and add to it. Immutable; its windows count from the moment it comes into force.
 */
public record FaultScript(List<FaultRule> rules) {

    /** Nothing goes wrong but what model names ask for. */
    public static final FaultScript NONE = new FaultScript(List.of());

    public FaultScript {
        rules = List.copyOf(rules);
    }

    public static FaultScript of(FaultRule... rules) {
        return new FaultScript(List.of(rules));
    }

    /** Reads a script file, YAML or JSON; throws {@link IllegalArgumentException} that names every problem, one a line. */
    public static FaultScript parse(String text) {
        return new FaultScriptReader().read(text);
    }
}
