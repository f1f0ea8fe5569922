package io.promptyard.router.metrics;

/** Every meter of the judge. docs/reference/metrics.md is the table in words. */
public enum JudgeMeter {
    PASSED("promptyard.judge.passed", "Prompts that went on without asking the judge, by reason"),
    WAITED("promptyard.judge.waited", "Time that prompts waited for the judge, by result"),
    COST("promptyard.judge.cost.usd", "What the judge has cost, as far as it is known"),
    COST_UNKNOWN("promptyard.judge.cost.unknown", "Calls of the judge whose cost is not known");

    private final String id;
    private final String description;

    JudgeMeter(String id, String description) {
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
