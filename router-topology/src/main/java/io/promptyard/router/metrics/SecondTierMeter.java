package io.promptyard.router.metrics;

/** Every meter of second opinions. docs/reference/metrics.md is the table in words. */
public enum SecondTierMeter {
    PASSED("promptyard.classify.second.passed", "Prompts that needed no second opinion, or could have none"),
    ASKED("promptyard.classify.second.asked", "Time that second opinions took, by result");

    private final String id;
    private final String description;

    SecondTierMeter(String id, String description) {
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
