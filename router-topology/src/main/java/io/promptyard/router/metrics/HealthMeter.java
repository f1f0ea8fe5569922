package io.promptyard.router.metrics;

/** Every meter of circuits and keys, of a process with workers, all lanes together. docs/reference/metrics.md is the table in words. */
public enum HealthMeter {
    CIRCUIT("promptyard.health.circuit", "State of a target's circuit: 0 closed, 1 half-open, 2 open"),
    OPENED("promptyard.health.circuit.opened", "Times that a target's circuit opened"),
    REFUSED("promptyard.health.calls.refused", "Calls not made, for an open circuit or because every key cools"),
    COOLDOWNS("promptyard.health.key.cooldowns", "Times that a key was set aside, by provider, key and failure kind"),
    ROTATIONS("promptyard.health.key.rotations", "Calls that went on with another key, by provider and failure kind");

    private final String id;
    private final String description;

    HealthMeter(String id, String description) {
        this.id = id;
        this.description = description;
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }
}
