package io.promptyard.bench.routing;

import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.List;

/** Says how much each prompt needs the stronger model of a pair. */
@FunctionalInterface
interface Router {
    /** One number for each of the rows, more for those that need it more. The rows' outcomes are not to be looked at. */
    double[] needs(Pair pair, List<LabelledPrompt> asked);

    /** Makes one out of prompts with known outcomes. */
    @FunctionalInterface
    interface Maker {
        Router learn(List<LabelledPrompt> shown, Pair pair);
    }
}
