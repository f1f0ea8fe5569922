package io.promptyard.standalone.replay.live;

import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Task;
import io.promptyard.router.replay.sample.Allocation;
import io.promptyard.router.replay.sample.Stratum;
import java.util.Map;
import java.util.Set;

/** Which recorded prompts may be drawn, which of them are alike, and how many of these are taken. */
interface Lots {
    boolean holds(RoutingDecision first);

    Stratum stratum(RoutingDecision first);

    Allocation allocation(Map<Stratum, Long> populations);

    /** A share of all, of each route, task and complexity in proportion. */
    static Lots share(double rate) {
        return new Lots() {
            @Override
            public boolean holds(RoutingDecision first) {
                return true;
            }

            @Override
            public Stratum stratum(RoutingDecision first) {
                return Stratum.of(first);
            }

            @Override
            public Allocation allocation(Map<Stratum, Long> populations) {
                return Allocation.of(populations, rate);
            }
        };
    }

    /**
     * So many of each task at most, drawn alike whatever became of them, so that their mean is the task's.
     *
     * @param tasks only these; all when there are none
     */
    static Lots ofTasks(Set<Task> tasks, int most) {
        Set<Task> asked = Set.copyOf(tasks);
        return new Lots() {
            @Override
            public boolean holds(RoutingDecision first) {
                return asked.isEmpty() || asked.contains(first.classification().task());
            }

            @Override
            public Stratum stratum(RoutingDecision first) {
                return Stratum.ofTask(first.classification().task());
            }

            @Override
            public Allocation allocation(Map<Stratum, Long> populations) {
                return Allocation.atMost(populations, most);
            }
        };
    }
}
