package io.promptyard.router.feedback;

import io.promptyard.model.Feedback;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One label: how well a model answered a prompt, from 0 to 1. {@code weight} is what its kind counts, times the inverse of
 * {@code propensity} up to the cap; {@code predicted} is what the decision expected. {@code at} is when it was said.
 * {@code came} is when this one came to the learner, which is another time for ratings that are imported, or whose clock is wrong; null in
 * what an earlier version kept.
 * {@code decidedTask} and {@code familiarity} are what the classifier said of the prompt, {@code asked} when that was asked; null in what an
 * earlier version kept.
 * Holds prompt text: never printed.
 */
public record LabelRow(
        String id,
        String text,
        String task,
        String model,
        double score,
        double weight,
        double propensity,
        @Nullable Double predicted,
        double complexity,
        String classifier,
        long at,
        @Nullable String decidedTask,
        @Nullable Double familiarity,
        @Nullable Long came,
        @Nullable Long asked) {
    public LabelRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(classifier, "classifier");
    }

    /** The id of the request, which may hold any sign: what {@link Labels} put behind it is taken away. */
    String request() {
        String elsewhere = "/" + model;
        String label = id.endsWith(elsewhere) && endsWithSource(id.substring(0, id.length() - elsewhere.length()))
                ? id.substring(0, id.length() - elsewhere.length())
                : id;
        int slash = label.lastIndexOf('/');
        return slash < 0 ? label : label.substring(0, slash);
    }

    private static boolean endsWithSource(String label) {
        String last = label.substring(label.lastIndexOf('/') + 1);
        return Stream.of(Feedback.Source.values()).map(Labels::word).anyMatch(last::equals);
    }

    /** When it can first have been learnt from. */
    long arrival() {
        return came == null ? at : came;
    }

    /** Who says that it was said in the future is not believed. */
    long age() {
        return Math.min(at, arrival());
    }

    /** When the prompt was asked; of an earlier version's, when something was first said of it. */
    long askedAt() {
        return asked == null ? age() : asked;
    }

    /** Whether it says what another does, whenever that came. */
    boolean saysTheSameAs(LabelRow other) {
        return at == other.at && score == other.score && model.equals(other.model);
    }

    LabelRow cameAt(long millis) {
        return new LabelRow(
                id,
                text,
                task,
                model,
                score,
                weight,
                propensity,
                predicted,
                complexity,
                classifier,
                at,
                decidedTask,
                familiarity,
                millis,
                asked);
    }
}
