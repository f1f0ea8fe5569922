package io.promptyard.router.feedback;

import io.promptyard.model.Feedback;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.feedback.Signal.Asked;
import io.promptyard.router.feedback.Signal.Decided;
import io.promptyard.router.feedback.Signal.Ended;
import io.promptyard.router.feedback.Signal.Judged;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What labels follow from what is known of a request; docs/reference/learning.md has the table. Pure, so that it does not
 * matter what came first, or how often.
 */
final class Labels {
    /** What a model made of a prompt, rather than what befell its provider. */
    private static final Set<FailureKind> WEAK = Set.of(FailureKind.CONTENT_FILTERED, FailureKind.MALFORMED_RESPONSE);

    private static final double WEAK_WEIGHT = 0.25;
    private static final double RULE_WEIGHT = 0.5;

    private final double weightCap;

    Labels(double weightCap) {
        this.weightCap = weightCap;
    }

    /** By the id of the label: request and source, so that one said again takes the place of the first. */
    Map<String, LabelRow> of(String id, Case known) {
        Map<String, LabelRow> rows = new LinkedHashMap<>();
        if (known.asked() == null
                || known.asked().text() == null
                || known.decided().isEmpty()) {
            return rows;
        }
        Ended answer = known.answer();
        for (Judged each : known.judged()) {
            add(rows, judged(id, known.asked(), known, answer, each));
        }
        for (Ended each : known.ended()) {
            Decided decision = known.decision(each.attempt());
            if (tells(each.kind()) && decision != null) {
                String label = id + "/attempt-" + each.attempt();
                add(
                        rows,
                        row(label, known.asked(), decision.task(), each.target(), 0, WEAK_WEIGHT, decision, each.at()));
            }
        }
        return rows;
    }

    /** Whether the way in which a call ended is a label by itself; null for an answer. */
    static boolean tells(@Nullable FailureKind kind) {
        return kind != null && WEAK.contains(kind);
    }

    /** Whether feedback speaks of a model that did not answer, and is of those who can only have seen the answer. */
    static boolean contradicts(Case known, Judged judged) {
        if (judged.copy() != null) {
            String shadow = known.target(judged.copy());
            return shadow != null
                    && judged.target() != null
                    && !judged.target().equals(shadow)
                    && !judgesAnyAnswer(judged.source());
        }
        Ended answer = known.answer();
        return answer != null
                && judged.target() != null
                && !judged.target().equals(answer.target())
                && !judgesAnyAnswer(judged.source());
    }

    /** Who scores answers may have one of another model, made elsewhere, to the same prompt. */
    private static boolean judgesAnyAnswer(Feedback.Source source) {
        return source == Feedback.Source.JUDGE || source == Feedback.Source.IMPORT;
    }

    private @Nullable LabelRow judged(String id, Asked prompt, Case known, @Nullable Ended answer, Judged judged) {
        if (judged.copy() != null) {
            return ofCopy(id, prompt, known, judged, judged.copy());
        }
        boolean ofTheAnswer =
                answer != null && (judged.target() == null || judged.target().equals(answer.target()));
        Decided first = known.decided().getFirst();
        String task = judged.task() == null ? first.task() : judged.task();
        String source = word(judged.source());
        double weight = weight(judged.source());
        if (ofTheAnswer) {
            Decided decision = known.decision(answer.attempt());
            Decided by = decision != null && decision.target().equals(answer.target()) ? decision : null;
            String label = id + "/" + source;
            return row(
                    label, prompt, task, answer.target(), judged.score(), weight, by == null ? first : by, judged.at());
        }
        if (judged.target() == null || !judgesAnyAnswer(judged.source())) {
            return null;
        }
        String label = id + "/" + source + "/" + judged.target();
        Decided by = elsewhere(first, judged.target());
        return row(label, prompt, task, judged.target(), judged.score(), weight, by, judged.at());
    }

    /** Of a shadow's answer: no choice of ours, as which prompts are copied hangs on nothing that is learnt. */
    private @Nullable LabelRow ofCopy(String id, Asked prompt, Case known, Judged judged, String copy) {
        String shadow = known.target(copy);
        if (shadow == null || contradicts(known, judged)) {
            return null;
        }
        String target = judged.target() == null ? shadow : judged.target();
        Decided first = known.decided().getFirst();
        String task = judged.task() == null ? first.task() : judged.task();
        String label = id + ShadowChoice.COPY + copy + "/" + word(judged.source())
                + (judged.target() == null ? "" : "/" + target);
        return row(
                label,
                prompt,
                task,
                target,
                judged.score(),
                weight(judged.source()),
                elsewhere(first, target),
                judged.at());
    }

    private static Decided elsewhere(Decided first, String target) {
        return new Decided(
                0, target, 1, null, first.task(), first.complexity(), first.classifier(), first.familiarity(), null);
    }

    private LabelRow row(
            String id, Asked prompt, String task, String model, double score, double weight, Decided by, long at) {
        double times = Math.min(weightCap, 1 / Math.max(by.propensity(), Double.MIN_NORMAL));
        String known = Task.ofLabel(task).orElse(Task.OTHER).label();
        return new LabelRow(
                id,
                Objects.requireNonNull(prompt.text(), "text"),
                known,
                model,
                score,
                weight * times,
                by.propensity(),
                by.target().equals(model) ? by.predicted() : null,
                by.complexity(),
                by.classifier(),
                at,
                by.task(),
                by.familiarity(),
                null,
                prompt.at());
    }

    static String word(Feedback.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private static double weight(Feedback.Source source) {
        return switch (source) {
            case USER, JUDGE, IMPORT -> 1;
            case RULE, UNKNOWN -> RULE_WEIGHT;
        };
    }

    private static void add(Map<String, LabelRow> rows, @Nullable LabelRow row) {
        if (row != null) {
            rows.put(row.id(), row);
        }
    }
}
