package io.promptyard.connector.catalogue;

import io.promptyard.model.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The models that are known, in the order of their targets. Immutable. */
public final class ModelCatalogue {
    private final TreeMap<Target, ModelSpec> models;

    public ModelCatalogue(Collection<ModelSpec> models) {
        this.models = models.stream()
                .collect(Collectors.toMap(
                        ModelSpec::target,
                        Function.identity(),
                        (a, b) -> {
                            throw new IllegalArgumentException("models: twice " + a.target());
                        },
                        TreeMap::new));
    }

    public Optional<ModelSpec> find(Target target) {
        return Optional.ofNullable(models.get(target));
    }

    /** All models, by target. */
    public List<ModelSpec> all() {
        return List.copyOf(models.values());
    }

    /** This catalogue with {@code overrides} in place of, or beside, its own models. */
    public ModelCatalogue with(Map<Target, ModelSpec> overrides) {
        TreeMap<Target, ModelSpec> merged = new TreeMap<>(models);
        merged.putAll(overrides);
        return new ModelCatalogue(merged.values());
    }
}
