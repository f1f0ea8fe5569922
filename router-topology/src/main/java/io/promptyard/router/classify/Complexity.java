package io.promptyard.router.classify;

import io.promptyard.model.Task;

/**
 * How much a prompt asks of a model, from 0 to 1. A prior, not a prediction: it says which of two prompts more likely
 * needs the stronger model, and nothing about how likely.
 *
 * <pre>
 * complexity = 0.45 · task + 0.25 · length + 0.15 · notation + 0.10 · demands + 0.05 · depth
 *
 * task      what kind of work it is, see {@link #ofTask}
 * length    log2(1 + tokens / 16) / 10, at most 1: a doubling of the prompt is one even step; 1 at 16,000 tokens
 * notation  the greater of code and maths density
 * demands   (instructions − 1) / 6 + tools / 8 + (questions − 1) / 8 + images / 4, between 0 and 1
 * depth     log2(user turns) / 4, at most 1: a late turn leans on what went before
 * </pre>
 *
 * The task weighs most because knowing the subject is most of what can be known of difficulty beforehand, and length
 * next because it is the best untrained predictor on every benchmark we looked at. Given the task, more tokens,
 * notation, instructions, tools, questions, images or turns never lower it.
 */
final class Complexity {
    private Complexity() {}

    static double of(Task task, int tokens, Structure structure) {
        double length = Math.min(1, Math.log(1 + tokens / 16.0) / Math.log(2) / 10);
        double notation = Math.max(structure.code(), structure.math());
        double demands = clamp((structure.instructions() - 1) / 6.0)
                + structure.tools() / 8.0
                + clamp((structure.questions() - 1) / 8.0)
                + structure.images() / 4.0;
        double depth = clamp(Math.log(Math.max(1, structure.turns())) / Math.log(2) / 4);
        double sum = 0.45 * ofTask(task) + 0.25 * length + 0.15 * notation + 0.10 * clamp(demands) + 0.05 * depth;
        return Math.round(clamp(sum) * 1000) / 1000.0;
    }

    static double ofTask(Task task) {
        return switch (task) {
            case MATH, CODE, REASONING -> 1.0;
            case LEGAL -> 0.85;
            case MEDICAL -> 0.75;
            case TOOL_USE -> 0.6;
            case OPEN_QA, CREATIVE_WRITING, EXTRACTION -> 0.5;
            case TRANSLATION, SUMMARIZATION, OTHER -> 0.4;
            case COMMONSENSE, REWRITING, CLASSIFICATION -> 0.3;
            case CHAT -> 0.0;
        };
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
