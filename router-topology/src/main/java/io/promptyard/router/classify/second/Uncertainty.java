package io.promptyard.router.classify.second;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether predictions are so near to each other, or to what is demanded, that a small error changes the decision. */
public final class Uncertainty {
    private Uncertainty() {}

    /**
     * @param least the quality that the prompt demands; null when it demands none
     * @param band how near is near, itself included
     * @return false for a single prediction that nothing is demanded of, or for none
     */
    public static boolean within(double band, Collection<Double> predictions, @Nullable Double least) {
        double best = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        boolean near = false;
        for (double each : predictions) {
            near |= least != null && Math.abs(each - least) <= band;
            second = Math.max(second, Math.min(best, each));
            best = Math.max(best, each);
        }
        return near || best - second <= band;
    }
}
