package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.Task;
import org.jspecify.annotations.Nullable;

/** The catalogue's quality of one model by task, 0 to 1, laid out for the many times that it is asked for. */
final class TaskPriors {
    private final double[] byTask = new double[Task.values().length];

    /** @param spec null where the catalogue does not know the model: 0 for all */
    TaskPriors(@Nullable ModelSpec spec) {
        for (Task task : Task.values()) {
            byTask[task.ordinal()] = spec == null ? 0 : spec.quality(task);
        }
    }

    double of(Task task) {
        return byTask[task.ordinal()];
    }
}
