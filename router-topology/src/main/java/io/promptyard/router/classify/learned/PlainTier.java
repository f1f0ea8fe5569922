package io.promptyard.router.classify.learned;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.LastAsked;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.Spares;
import java.util.HashMap;
import java.util.Map;

/**
 * A classifier that predicts nothing by itself, as it is, and with what was learnt from the log over the catalogue's priors:
 * then it has scores for the targets of which something was learnt. Thread-safe.
 */
public final class PlainTier implements Correctable {
    private final PromptClassifier below;
    private final String version;
    private final Priors priors;

    /** @param version names what {@code below} does, for good */
    public PlainTier(PromptClassifier below, String version, Priors priors) {
        this.below = below;
        this.version = version;
        this.priors = priors;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Classification classify(PromptRequest request) {
        return below.classify(request);
    }

    @Override
    public PromptClassifier corrected(Correction correction, String version) {
        Applied applied = Applied.of(correction, priors.targets());
        Spares<PromptFeatures> spares = new Spares<>(PromptFeatures::new);
        return request -> switch (request.body()) {
            case PromptBody body -> {
                Classification said = below.classify(request);
                PromptFeatures features = spares.take();
                try {
                    features.read(LastAsked.of(body));
                    yield with(version, said, scores(applied, features, said));
                } finally {
                    spares.give(features);
                }
            }
            case PromptContent.EmbeddingBody embedding -> below.classify(request);
            case PromptContent.Sealed sealed -> below.classify(request);
        };
    }

    private Map<String, Double> scores(Applied applied, PromptFeatures features, Classification said) {
        double[] scores = new double[priors.targets().size()];
        for (int target = 0; target < scores.length; target++) {
            Double own = said.scores().get(priors.targets().get(target));
            scores[target] = own == null ? priors.of(target, said.task(), said.complexity()) : own;
        }
        applied.add(features, said.task(), scores);
        Map<String, Double> named = new HashMap<>(said.scores());
        for (int target = 0; target < scores.length; target++) {
            if (applied.speaksOf(target)) {
                named.put(priors.targets().get(target), scores[target]);
            }
        }
        return named;
    }

    private static Classification with(String version, Classification said, Map<String, Double> scores) {
        return new Classification(
                version,
                said.task(),
                said.taskConfidence(),
                said.domain(),
                said.language(),
                said.promptTokens(),
                said.complexity(),
                scores,
                said.features(),
                said.micros());
    }
}
