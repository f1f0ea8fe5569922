package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.RoutingModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a model out of labelled prompts: the same one from the same. May take minutes; thread-safe. */
public interface Learner {
    /**
     * @param base what is known already and is to be corrected by {@code rows}; null to learn from these alone
     * @throws NothingToLearnException when the rows hold no label at all
     */
    RoutingModel learn(@Nullable RoutingModel base, List<LabelledPrompt> rows);
}
