package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in the topic of models, as far as it was read; without the weights. Thread-safe. */
public final class ModelShelf {
    private final Map<String, Kept> versions = new LinkedHashMap<>();
    private @Nullable LearnedModel active;
    private @Nullable LearnedModel pin;

    /** A version and where its record stands. */
    public record Kept(LearnedModel model, long offset) {}

    /** Takes a record in; null takes what stood under the key away. */
    synchronized void put(String key, @Nullable LearnedModel record, long offset) {
        switch (key) {
            case LearnedModel.ACTIVE -> active = record;
            case LearnedModel.PIN -> pin = record;
            default -> {
                versions.remove(key);
                if (record != null) {
                    versions.put(key, new Kept(withoutWeights(record), offset));
                }
            }
        }
    }

    /** The version to be used. */
    public synchronized String wanted() {
        if (pin != null && pin.pinned()) {
            return pin.version();
        }
        return active == null ? LearnedModel.BUILT_IN : active.version();
    }

    /** Whether an operator holds the version, so that nothing is to be learnt. */
    public synchronized boolean pinned() {
        return pin != null && pin.pinned();
    }

    /** From when on labels are to be learnt from. */
    public synchronized Instant labelsSince() {
        Instant since = pin == null ? null : pin.labelsSince();
        return since == null ? Instant.EPOCH : since;
    }

    /** Newest first. */
    public synchronized List<LearnedModel> versions() {
        return versions.values().stream()
                .map(Kept::model)
                .sorted(Comparator.comparing(LearnedModel::createdAt)
                        .thenComparing(LearnedModel::version)
                        .reversed())
                .toList();
    }

    public synchronized Optional<Kept> find(String version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** Where a roll-back from what is used now goes; empty when the built-in one is used. */
    public synchronized Optional<String> before() {
        String wanted = wanted();
        if (wanted.equals(LearnedModel.BUILT_IN)) {
            return Optional.empty();
        }
        Kept kept = versions.get(wanted);
        String base = kept == null ? LearnedModel.BUILT_IN : kept.model().base();
        boolean there = base.equals(LearnedModel.BUILT_IN) || versions.containsKey(base);
        return Optional.of(there ? base : LearnedModel.BUILT_IN);
    }

    private static LearnedModel withoutWeights(LearnedModel model) {
        return new LearnedModel(
                model.version(),
                model.base(),
                model.createdAt(),
                model.labels(),
                model.metrics(),
                model.format(),
                model.sha256(),
                null,
                model.pinned(),
                model.labelsSince());
    }
}
