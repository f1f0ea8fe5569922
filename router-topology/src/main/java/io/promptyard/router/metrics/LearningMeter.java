package io.promptyard.router.metrics;

/** Every meter of learning from the log; tags are closed sets. docs/reference/metrics.md is the table in words. */
public enum LearningMeter {
    FEEDBACK("promptyard.learning.feedback", "Feedback, by what became of it"),
    LABELS("promptyard.learning.labels", "Labels made, by model"),
    KEPT("promptyard.learning.kept", "Labels kept to learn from, here"),
    TRAININGS("promptyard.learning.trainings", "Trainings, by result"),
    TRAINING_TIME("promptyard.learning.training.time", "Time that a training took"),
    IGNORED("promptyard.learning.models.ignored", "Published models that were not used, by reason"),
    SWITCHES("promptyard.learning.models.switched", "Switches to another model in use here"),
    AGE("promptyard.learning.model.age.seconds", "Age of the model in use here; 0 for the built-in one"),
    PINNED("promptyard.learning.pinned", "1 while an operator's pin holds"),
    DRIFT("promptyard.learning.drift", "Population stability index of recent prompts against those learnt from"),
    OWN(
            "promptyard.learning.own",
            "1 while the model in use was learnt from a log, 0 while it was from files, or from nothing"),
    PREDICTED("promptyard.learning.predicted", "Mean of what recent labels were predicted to be, by model"),
    OBSERVED("promptyard.learning.observed", "Mean of recent labels that were predicted, by model"),
    BRIER("promptyard.learning.brier", "Mean squared error of recent predictions, by model");

    private final String id;
    private final String description;

    LearningMeter(String id, String description) {
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
