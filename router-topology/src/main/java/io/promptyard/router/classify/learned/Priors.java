package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.util.List;

/** What is expected of models before anything was learnt of a prompt. Immutable; thread-safe. */
public interface Priors {
    /** Of no model at all. */
    Priors NONE = new Priors() {
        @Override
        public List<String> targets() {
            return List.of();
        }

        @Override
        public double of(int target, Task task, double complexity) {
            throw new IndexOutOfBoundsException(target);
        }
    };

    /** The models, as {@code provider/model}; what is said of one is said of its place in this list. */
    List<String> targets();

    /**
     * How good a target's answer to a prompt of the task and of this complexity is expected to be, from 0 to 1. Of two
     * targets the same one is ahead at every complexity.
     */
    double of(int target, Task task, double complexity);
}
