package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.PromptMix;
import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.metrics.LearningMetrics.Result;
import io.promptyard.router.policy.CatalogueQuality;
import io.promptyard.router.published.Sha256;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from labels and publishes what came of it, on an executor of its own: never on the thread that asks for it. A
 * fifth of the requests is held out: what predicts those of them that the model in use has not seen either worse than that
 * model is not published. One training at a time; none while an operator's pin holds. Thread-safe.
 */
final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    private static final int HELD_OUT = 5;
    private static final int LEAST_HELD_OUT = 5;
    private static final int DIGITS = 12;

    private final LearningConfig config;
    private final Craft craft;
    private final ModelShelf shelf;
    private final ModelHolder inUse;
    private final CatalogueQuality expected;
    private final ModelPublisher publisher;
    private final LearningMetrics metrics;
    private final Clock clock;
    private final Executor executor;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant tried = Instant.EPOCH;

    Training(
            LearningConfig config,
            Craft craft,
            ModelShelf shelf,
            ModelHolder inUse,
            CatalogueQuality expected,
            ModelPublisher publisher,
            LearningMetrics metrics,
            Clock clock,
            Executor executor) {
        this.config = config;
        this.craft = craft;
        this.shelf = shelf;
        this.inUse = inUse;
        this.expected = expected;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
        this.executor = executor;
    }

    /** Labels that came after this are new to it; null when it wants none, being at work or held back by a pin. */
    @Nullable
    Instant wants() {
        if (busy.get() || shelf.pinned()) {
            return null;
        }
        Instant latest = shelf.labelsSince().isAfter(tried) ? shelf.labelsSince() : tried;
        if (!passedOver()) {
            for (LearnedModel each : shelf.versions()) {
                latest = until(each).isAfter(latest) ? until(each) : latest;
            }
        }
        return latest;
    }

    /** What is wanted cannot be used here, as after an upgrade of what ships: then nothing was learnt from any label yet. */
    private boolean passedOver() {
        return inUse.version().equals(LearnedModel.BUILT_IN) && !shelf.wanted().equals(LearnedModel.BUILT_IN);
    }

    private static Instant until(LearnedModel model) {
        return LearntLabels.until(model);
    }

    /** As decisions took them, since it is decisions that are held against it. */
    private static Map<String, Double> mix(List<LabelRow> rows) {
        PromptMix mix = new PromptMix();
        for (LabelRow row : rows) {
            String decided = row.decidedTask();
            mix.add(decided == null ? row.task() : decided, row.complexity(), row.familiarity());
        }
        return mix.shares();
    }

    /** Returns at once. Rows are not to be changed afterwards. */
    void begin(List<LabelRow> rows) {
        if (busy.compareAndSet(false, true)) {
            executor.execute(() -> {
                try {
                    train(rows);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void train(List<LabelRow> rows) {
        Instant begun = clock.instant();
        Result result;
        try {
            Instant since = shelf.labelsSince();
            List<LabelRow> used = rows.stream()
                    .filter(row -> row.at() >= since.toEpochMilli())
                    .toList();
            result = used.isEmpty() ? Result.UNCHANGED : train(used, begun);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.error("training failed: {}", e.getClass().getName());
            result = Result.FAILED;
        }
        metrics.trained(result, Duration.between(begun, clock.instant()));
    }

    private Result train(List<LabelRow> rows, Instant now) {
        long until = rows.stream().mapToLong(LabelRow::arrival).max().orElse(0);
        tried = Instant.ofEpochMilli(until);
        Map<String, Double> figures = new HashMap<>(mix(rows));
        figures.put(LearntLabels.UNTIL, (double) until);
        LongSummaryStatistics asked = rows.stream().mapToLong(LabelRow::askedAt).summaryStatistics();
        figures.put(LearntLabels.FROM, (double) asked.getMin());
        figures.put(LearntLabels.TO, (double) asked.getMax());
        long seen = shelf.find(inUse.version())
                .map(kept -> until(kept.model()).toEpochMilli())
                .orElse(0L);
        List<LabelRow> heldOut = rows.stream()
                .filter(row -> isHeldOut(row) && row.arrival() > seen)
                .toList();
        byte[] trial = null;
        if (heldOut.size() >= LEAST_HELD_OUT && heldOut.size() < rows.size()) {
            trial = craft.learn(rows.stream().filter(row -> !isHeldOut(row)).toList());
            double before = brier(inUse, heldOut);
            double after = brier(craft.load(trial, "trial"), heldOut);
            figures.put("brier.before", before);
            figures.put("brier.after", after);
            if (after > before) {
                LOG.info("what was learnt from {} labels is no better than {}", rows.size(), inUse.version());
                return Result.NO_BETTER;
            }
        }
        return publish(craft.learn(rows, trial), rows.size(), figures, now);
    }

    private Result publish(byte[] weights, int labels, Map<String, Double> figures, Instant now) {
        String sha256 = Sha256.of(weights);
        String version = "log-" + sha256.substring(0, DIGITS);
        String base = shelf.wanted();
        if (version.equals(base)) {
            return Result.UNCHANGED;
        }
        publisher.version(new LearnedModel(
                version, base, now, labels, figures, craft.format(), sha256, ByteBuffer.wrap(weights), false, null));
        publisher.active(LearnedModel.active(version, base, now));
        LOG.info("model {} was learnt from {} labels, after {}", version, labels, base);
        prune(version, base);
        return Result.PUBLISHED;
    }

    /** Keeps what is used, what was used before, and the newest. */
    private void prune(String version, String base) {
        List<LearnedModel> others = shelf.versions().stream()
                .filter(each -> !each.version().equals(version)
                        && !each.version().equals(base)
                        && !each.version().equals(shelf.wanted()))
                .toList();
        int spare = Math.max(0, config.keepVersions() - 2);
        others.stream().skip(spare).forEach(each -> publisher.remove(each.version()));
    }

    /** By request, so that all labels of one stand on one side. */
    private static boolean isHeldOut(LabelRow row) {
        return isHeldOut(row.request());
    }

    static boolean isHeldOut(String request) {
        return Math.floorMod((request.hashCode() * 0x9E3779B1) >>> 8, HELD_OUT) == 0;
    }

    private double brier(PromptClassifier classifier, List<LabelRow> rows) {
        double sum = 0;
        double weight = 0;
        for (LabelRow row : rows) {
            PromptRequest request =
                    PromptRequest.of(new RequestId(row.id()), Instant.EPOCH, PromptBody.ofUser(row.text()));
            double said = expected.of(Target.parse(row.model()), classifier.classify(request));
            sum += row.weight() * (said - row.score()) * (said - row.score());
            weight += row.weight();
        }
        return weight == 0 ? 0 : sum / weight;
    }
}
