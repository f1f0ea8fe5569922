package io.promptyard.router.metrics;

/** Every meter of shadows. docs/reference/metrics.md is the table in words. */
public enum ShadowMeter {
    CALLS("promptyard.shadow.calls", "Copies of prompts that another target was asked to answer, by result"),
    DROPPED("promptyard.shadow.dropped", "Copies of prompts that were not sent, by reason"),
    ANSWERS_DROPPED(
            "promptyard.shadow.answers.dropped",
            "Answers of shadows that were not kept: too much waited to be written"),
    OPEN("promptyard.shadow.open", "Calls of shadows that are open"),
    COST("promptyard.shadow.cost.usd", "What shadows have cost, as far as it is known"),
    COST_UNKNOWN("promptyard.shadow.cost.unknown", "Calls of shadows whose cost is not known");

    private final String id;
    private final String description;

    ShadowMeter(String id, String description) {
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
