package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.config.RouterConfig;
import java.util.List;

/**
 * What the catalogue says of the models of configured providers that may be picked without being named. One that is named
 * needs no prediction to be picked; where its quality is asked for, the policy bends the catalogue's. Immutable.
 */
public final class CataloguePriors implements Priors {
    private final List<String> targets;
    private final double[][] quality;

    public CataloguePriors(RouterConfig config) {
        List<ModelSpec> specs = config.catalogue().all().stream()
                .filter(spec -> spec.chats() && spec.facts().auto())
                .filter(spec -> config.providers().containsKey(spec.target().provider()))
                .toList();
        targets = specs.stream().map(spec -> spec.target().toString()).toList();
        quality = new double[specs.size()][Task.values().length];
        for (int target = 0; target < quality.length; target++) {
            for (Task task : Task.values()) {
                quality[target][task.ordinal()] = specs.get(target).quality(task);
            }
        }
    }

    @Override
    public List<String> targets() {
        return targets;
    }

    @Override
    public double of(int target, Task task, double complexity) {
        return QualityEstimate.bend(quality[target][task.ordinal()], complexity);
    }
}
