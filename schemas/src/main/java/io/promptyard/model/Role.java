package io.promptyard.model;

/** Who speaks in a message, as in the OpenAI chat format. {@code UNKNOWN} stands for one from a later version. */
public enum Role {
    UNKNOWN,
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL,
    FUNCTION
}
