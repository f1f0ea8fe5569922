package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.classify.learned.LearntFrom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader must know of a dry replay's figures. Not thread-safe. */
final class DryNotes {
    private final DryOptions options;
    private final Map<String, Long> classifiers = new TreeMap<>();
    private final Map<LearntFrom, Long> told = new LinkedHashMap<>();
    private final FallbackTally fallbacks = new FallbackTally();
    private final Map<String, Long> unscored = new TreeMap<>();
    private final Map<Target, String> names = new HashMap<>();
    private long scoreless;
    private long predictedPace;
    private long unknownPace;
    private long budgeted;
    private long budgetsUntold;
    private long deleted;

    DryNotes(DryOptions options) {
        this.options = options;
    }

    void budgeted(RoutingDecision was) {
        budgeted++;
        budgetsUntold += was.budgetsAskedAt() == null ? 1 : 0;
    }

    void deleted(long records) {
        deleted += records;
    }

    FallbackTally fallbacks() {
        return fallbacks;
    }

    void add(Redecided each) {
        boolean called = each.now().target() != null
                && !each.now().target().equals(each.was().target());
        if (called && each.paceNow().latencyMillis() == null) {
            unknownPace++;
        } else if (called) {
            predictedPace++;
        }
        fallbacks.first(each);
        classifier(each);
        scores(each.now().classification(), each.now().candidates());
    }

    private void classifier(Redecided each) {
        if (options.classifier() != null) {
            classifiers.merge(each.now().classification().classifier(), 1L, Long::sum);
        }
        for (LearntFrom from : options.learntFrom()) {
            if (from.covers(each.request().createdAt())) {
                told.merge(from, 1L, Long::sum);
            }
        }
    }

    private void scores(Classification classification, List<Candidate> candidates) {
        if (classification.scores().isEmpty()) {
            scoreless += candidates.isEmpty() ? 0 : 1;
            return;
        }
        for (Candidate candidate : candidates) {
            if (candidate.score() != null && candidate.state() != Candidate.State.REMOVED) {
                String name = names.computeIfAbsent(candidate.target(), Target::toString);
                if (!classification.scores().containsKey(name)) {
                    unscored.merge(name, 1L, Long::sum);
                }
            }
        }
    }

    List<String> all(DecisionCheck check, boolean groupsCut) {
        List<String> notes = new ArrayList<>();
        if (check.compared() > 0) {
            notes.add(check.words());
        }
        notes.addAll(fallbacks.notes());
        say(notes, predictedPace, "have the candidate's latency predicted, from how the target had been doing");
        say(notes, unknownPace, "have no latency of the candidate: nothing was seen of the target lately");
        classifiers.forEach((name, count) -> say(notes, count, "classified again by " + name));
        told.forEach(
                (from, count) -> say(
                        notes,
                        count,
                        "asked within the time that the classifier was learnt from (" + from.words()
                                + "): of what was judged then it knows how it came out, so quality there looks better than it is"));
        say(notes, scoreless, "had no predicted scores: the catalogue's priors stood in for them");
        unscored.forEach((target, count) ->
                say(notes, count, "had no recorded score for " + target + ": the catalogue's prior stood in for it"));
        say(notes, budgeted, "were held against the candidate's budgets and limits, in event time");
        say(
                notes,
                budgetsUntold,
                "of these do not say what budgets knew: their windows start from what the replayed traffic itself had used");
        if (deleted > 0) {
            notes.add(deleted + (deleted == 1 ? " record was" : " records were")
                    + " deleted by the broker while the log was read: what they said is missing");
        }
        if (groupsCut) {
            notes.add("groups beyond the first " + GroupSums.MOST + " are together in " + GroupSums.OTHERS);
        }
        return notes;
    }

    private static void say(List<String> notes, long count, String words) {
        if (count > 0) {
            notes.add((count == 1 ? "1 prompt: " : count + " prompts: ") + words);
        }
    }
}
