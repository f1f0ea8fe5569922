package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.model.Classification;
import io.promptyard.model.Target;
import java.util.Objects;

/**
 * The quality of answers that the policy expects: what the classifier predicted, otherwise the catalogue's prior for the
 * task bent by complexity. For whoever must start from what the policy would start from. Immutable.
 */
public final class CatalogueQuality {
    private static final double UNKNOWN = 0.5;

    private final ModelCatalogue catalogue;

    public CatalogueQuality(ModelCatalogue catalogue) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
    }

    /** From 0 to 1; a half for a model that the catalogue does not hold. */
    public double of(Target target, Classification classification) {
        Double predicted = classification.scores().get(target.toString());
        if (predicted != null && predicted >= 0 && predicted <= 1) {
            return predicted;
        }
        return catalogue
                .find(target)
                .map(spec -> QualityEstimate.bend(spec.quality(classification.task()), classification.complexity()))
                .orElse(UNKNOWN);
    }
}
