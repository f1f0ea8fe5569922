package io.promptyard.model;

/** The experiment a prompt belongs to, and its arm (empty when not assigned). */
public record Experiment(String id, String arm) {
    public Experiment {
        Text.required(id, "experiment id");
    }
}
