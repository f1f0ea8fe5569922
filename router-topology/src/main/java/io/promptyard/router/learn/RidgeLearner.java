package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.RoutingModel;
import java.util.List;

/** Makes a model out of labelled prompts by ridge regression over hashed words: the same one from the same. Stateless. */
public final class RidgeLearner {

    /**
     * May take minutes.
     *
     * @throws NothingToLearnException when the rows hold no label at all
     */
    public RoutingModel learn(List<LabelledPrompt> rows) {
        check(rows);
        return Trainer.train(List.copyOf(rows));
    }

    /**
     * The same, which says what prompts it was learnt from as well. What such prompts look like to a model that was not shown them is told by
     * others that are learnt from most of the rows: one where there are many rows, else five.
     *
     * @throws NothingToLearnException when the rows hold no label at all
     */
    public RoutingModel learnTold(List<LabelledPrompt> rows) {
        return learn(rows).learntFrom(Population.of(List.copyOf(rows)));
    }

    private static void check(List<LabelledPrompt> rows) {
        boolean any = rows.stream()
                .anyMatch(row -> row.task() != null
                        || row.domain() != null
                        || !row.scores().isEmpty());
        if (!any) {
            throw new NothingToLearnException("no row has a score, a task or a domain (got " + rows.size() + " rows)");
        }
    }
}
