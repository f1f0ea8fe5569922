package io.promptyard.router.feedback;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.UnreadableModelException;
import io.promptyard.router.learn.CorrectionLearner;
import io.promptyard.router.learn.Residual;
import io.promptyard.router.policy.CatalogueQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is learnt is a correction of what ships: by how much each model's answers were better or worse than the classifier
 * that ships, or the catalogue where that predicts nothing, expected. Published is the correction alone, under the version
 * that it corrects; over another it is not loaded.
 */
public final class LearnedCraft implements Craft {
    private static final String FORMAT = "correction-1";

    private final Correctable below;
    private final CatalogueQuality expected;
    private final CorrectionLearner learner = new CorrectionLearner();

    /** @param below what ships with the router */
    public LearnedCraft(Correctable below, CatalogueQuality expected) {
        this.below = Objects.requireNonNull(below, "below");
        this.expected = Objects.requireNonNull(expected, "expected");
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public byte[] learn(List<LabelRow> rows, byte @Nullable [] from) {
        Correction start = from == null ? null : read(from);
        return learner.learn(below.version(), residuals(rows), start).write();
    }

    private List<Residual> residuals(List<LabelRow> rows) {
        Map<String, Classification> said = new HashMap<>();
        List<Residual> residuals = new ArrayList<>();
        rows.stream()
                .filter(LearnedCraft::counts)
                .sorted(Comparator.comparing(LabelRow::id))
                .forEach(row -> {
                    Classification shipped = said.computeIfAbsent(row.text(), this::classify);
                    Target model = Target.parse(row.model());
                    double likely = expected.of(model, shipped);
                    double value = Math.max(0, Math.min(1, row.score())) - likely;
                    residuals.add(new Residual(row.text(), task(row), model, likely, value, row.weight()));
                });
        return residuals;
    }

    /** What somebody else wrote into the topics may be no number. */
    private static boolean counts(LabelRow row) {
        return row.weight() > 0 && row.weight() < Double.POSITIVE_INFINITY && Double.isFinite(row.score());
    }

    private Classification classify(String text) {
        return below.classify(PromptRequest.of(new RequestId("label"), Instant.EPOCH, PromptBody.ofUser(text)));
    }

    /** What such a prompt will be taken for when it comes again, not what somebody says it was. */
    private static Task task(LabelRow row) {
        String decided = row.decidedTask();
        return Task.ofLabel(decided == null ? row.task() : decided).orElse(Task.OTHER);
    }

    @Override
    public PromptClassifier load(byte[] weights, String version) {
        return below.corrected(read(weights), version);
    }

    private Correction read(byte[] weights) {
        Correction correction;
        try {
            correction = Correction.read(weights);
        } catch (UnreadableModelException e) {
            throw new IllegalArgumentException("no correction", e);
        }
        if (!correction.base().equals(below.version())) {
            throw new OtherBaseException(correction.base(), below.version());
        }
        return correction;
    }
}
