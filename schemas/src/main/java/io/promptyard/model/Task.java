package io.promptyard.model;

import java.util.Locale;
import java.util.Optional;

/** What kind of work a prompt asks for. {@link #label()} is its name in configuration, records and output. */
public enum Task {
    MATH,
    CODE,
    LEGAL,
    MEDICAL,
    REASONING,
    OPEN_QA,
    COMMONSENSE,
    CREATIVE_WRITING,
    SUMMARIZATION,
    EXTRACTION,
    TRANSLATION,
    REWRITING,
    CLASSIFICATION,
    CHAT,
    TOOL_USE,
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }

    public static Optional<Task> ofLabel(String label) {
        for (Task task : values()) {
            if (task.label.equals(label)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }
}
