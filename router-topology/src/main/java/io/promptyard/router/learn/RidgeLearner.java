package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.RoutingModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns by ridge regression over hashed words. Stateless. */
public final class RidgeLearner implements Learner {
    @Override
    public RoutingModel learn(@Nullable RoutingModel base, List<LabelledPrompt> rows) {
        boolean any = rows.stream()
                .anyMatch(row -> row.task() != null
                        || row.domain() != null
                        || !row.scores().isEmpty());
        if (!any) {
            throw new NothingToLearnException("no row has a score, a task or a domain (got " + rows.size() + " rows)");
        }
        return Trainer.train(List.copyOf(rows));
    }
}
