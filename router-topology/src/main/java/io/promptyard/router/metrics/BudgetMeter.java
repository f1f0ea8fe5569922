package io.promptyard.router.metrics;

/** Every meter of budgets and limits; tags are closed sets. docs/reference/metrics.md is the table in words. */
public enum BudgetMeter {
    ANSWERS("promptyard.budget.answers", "Prompts that budgets and limits were asked for, by what they said"),
    WAITING("promptyard.budget.waiting", "Prompts that wait for a window"),
    KEYS("promptyard.budget.keys", "Values that a budget or limit is held for in the window that runs, by budget"),
    SPENT(
            "promptyard.budget.spent",
            "What of a budget or limit is spent in the window that runs, all its keys together"),
    RESERVED("promptyard.budget.reserved", "What of a budget or limit is held in reserve, all its keys together"),
    FULLEST(
            "promptyard.budget.fullest",
            "Spent and reserved over the limit, of the key of a budget that has the least left");

    private final String id;
    private final String description;

    BudgetMeter(String id, String description) {
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
