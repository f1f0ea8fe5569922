package io.promptyard.router.replay.sample;

import io.promptyard.model.ReplayPlan;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Task;
import java.util.Comparator;
import java.util.Objects;

/** Recorded prompts that are alike: one route, one task, one quarter of the complexities from 0 to 1. */
public record Stratum(String route, String task, int band) implements Comparable<Stratum> {
    public static final int BANDS = 4;

    private static final Comparator<Stratum> ORDER =
            Comparator.comparing(Stratum::route).thenComparing(Stratum::task).thenComparingInt(Stratum::band);

    public Stratum {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(task, "task");
        if (band < 0 || band >= BANDS) {
            throw new IllegalArgumentException("band: must be from 0 to " + (BANDS - 1) + " (got " + band + ")");
        }
    }

    public static Stratum of(RoutingDecision decision) {
        return new Stratum(decision.route(), decision.classification().task().label(), (int)
                Math.min(BANDS - 1, Math.floor(decision.classification().complexity() * BANDS)));
    }

    /** All of a task, whatever route they took and however complex they are. */
    public static Stratum ofTask(Task task) {
        return new Stratum("", task.label(), 0);
    }

    /** The one that a plan tells of. */
    public static Stratum of(ReplayPlan.Part part) {
        return new Stratum(part.route(), part.task(), part.band());
    }

    @Override
    public int compareTo(Stratum other) {
        return ORDER.compare(this, other);
    }
}
