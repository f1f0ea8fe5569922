package io.promptyard.router.replay;

import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.policy.PromptFilter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to replay.
 *
 * @param id of the report
 * @param name of the report; may be empty
 * @param filter which prompts to decide again
 * @param classifier classifies prompts again; null keeps what was recorded
 * @param samples how many prompts that go elsewhere the report shows
 * @param texts whether the report may hold what those prompts say
 * @param check whether to hold decisions of other configurations, too, against what the candidate makes of them
 * @param learntFrom what prompts of the log the classifier was learnt from; empty where there are none, or nobody knows
 */
public record DryOptions(
        String id,
        String name,
        PromptFilter filter,
        @Nullable PromptClassifier classifier,
        int samples,
        boolean texts,
        boolean check,
        List<LearntFrom> learntFrom) {
    /** As many as a person looks at. */
    public static final int SAMPLES = 50;

    public DryOptions {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(filter, "filter");
        learntFrom = List.copyOf(learntFrom);
    }

    /** With a classifier of which nobody knows what it was learnt from, or with none. */
    public DryOptions(
            String id,
            String name,
            PromptFilter filter,
            @Nullable PromptClassifier classifier,
            int samples,
            boolean texts,
            boolean check) {
        this(id, name, filter, classifier, samples, texts, check, List.of());
    }

    /** All prompts, as they were classified. */
    public static DryOptions of(String id) {
        return new DryOptions(id, "", PromptFilter.ALL, null, SAMPLES, false, false);
    }
}
