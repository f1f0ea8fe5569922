package io.promptyard.model;

/** What a budget or limit counts. */
public enum BudgetUnit {
    /** A unit from a later version. */
    UNKNOWN,
    USD,
    REQUESTS,
    TOKENS
}
