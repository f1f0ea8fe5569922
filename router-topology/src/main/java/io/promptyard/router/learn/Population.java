package io.promptyard.router.learn;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.learned.PromptMix;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Says what a model's rows are like, in the words in which it speaks of any prompt: so a router's decisions can be held against
 * them. A model knows every word of what it was shown, so each row is described by one that was not shown it. What is held out
 * is drawn by row: as many of them are said twice as of later prompts. Where some of the rows are of a log, only these are
 * described: it is its traffic that later traffic is to be like.
 */
final class Population {
    private static final int PARTS = 5;
    /** A fifth of as many rows says enough. */
    private static final int MANY = 5_000;

    private final List<LabelledPrompt> rows;
    private final boolean logged;
    private final PromptMix mix = new PromptMix();
    private final HeuristicClassifier first = HeuristicClassifier.create(() -> 0);

    private Population(List<LabelledPrompt> rows) {
        this.rows = rows;
        this.logged = rows.stream().anyMatch(row -> row.asked() != null);
    }

    static LearntFrom of(List<LabelledPrompt> rows) {
        return new Population(rows).describe();
    }

    private LearntFrom describe() {
        for (int part = 0; part < (rows.size() > MANY ? 1 : PARTS); part++) {
            describe(part);
        }
        List<Instant> asked = rows.stream()
                .filter(this::counts)
                .map(LabelledPrompt::asked)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new LearntFrom(
                rows.stream().filter(this::counts).count(),
                mix.prompts(),
                asked.isEmpty() ? null : asked.getFirst(),
                asked.isEmpty() ? null : asked.getLast(),
                mix.shares());
    }

    private void describe(int part) {
        List<LabelledPrompt> shown =
                rows.stream().filter(row -> part(row) != part).toList();
        if (shown.isEmpty()) {
            return;
        }
        PromptClassifier stranger = new LearnedClassifier(first, Trainer.train(shown), Priors.NONE, () -> 0);
        for (LabelledPrompt row : rows) {
            if (counts(row) && part(row) == part) {
                mix.add(stranger.classify(
                        PromptRequest.of(new RequestId("row"), Instant.EPOCH, PromptBody.ofUser(row.text()))));
            }
        }
    }

    private boolean counts(LabelledPrompt row) {
        return !logged || row.asked() != null;
    }

    private static int part(LabelledPrompt row) {
        return Math.floorMod((row.id().hashCode() * 0x9E3779B1) >>> 8, PARTS);
    }
}
