package io.promptyard.router.classify.second;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.LastAsked;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.second.EmbeddingHeads.Head;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Asks embeddings where the tier before it is unsure: where its two best predictions, or one of them and the quality that the
 * prompt demands, are no further apart than {@code band}. Predictions of targets with a head are then the mean of both
 * tiers'; all else stands as the first tier said it. Costs nothing outside the band, and inside what the embedding of
 * {@code tokens} tokens does: {@link TokenBudget} finds how many a time allows.
 *
 * <p>A classification by both bears the names of both. Sealed bodies, and prompts of which the first tier predicts nothing, are the first
 * tier's alone; so is every prompt for which the embedder fails. Thread-safe, and never throws but what the first tier throws. Does not close the embedder.
 */
public final class SecondOpinion implements Correctable {
    private static final double DIGITS = 10_000;

    private final PromptClassifier first;
    private final String version;
    private final TextEmbedder embedder;
    private final EmbeddingHeads heads;
    private final double band;
    private final int tokens;
    private final SecondTierListener listener;
    private final LongSupplier nanos;

    /**
     * @param tokens read of a prompt: the same on every router of a fleet, or they answer differently
     * @param nanos measures what is metered and nothing else: {@code System::nanoTime}
     * @throws IllegalArgumentException when the heads were learnt from another embedder
     */
    public SecondOpinion(
            Correctable first,
            TextEmbedder embedder,
            EmbeddingHeads heads,
            double band,
            int tokens,
            SecondTierListener listener,
            LongSupplier nanos) {
        this(first, first.version(), embedder, heads, band, tokens, listener, nanos);
        heads.problem(embedder).ifPresent(problem -> {
            throw new IllegalArgumentException("heads: " + problem);
        });
    }

    private SecondOpinion(
            PromptClassifier first,
            String version,
            TextEmbedder embedder,
            EmbeddingHeads heads,
            double band,
            int tokens,
            SecondTierListener listener,
            LongSupplier nanos) {
        this.first = first;
        this.version = version;
        this.embedder = embedder;
        this.heads = heads;
        this.band = band;
        this.tokens = tokens;
        this.listener = listener;
        this.nanos = nanos;
    }

    /** Of the first tier: it is what corrections are learnt over. */
    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<LearntFrom> learntFrom() {
        return first instanceof Correctable correctable ? correctable.learntFrom() : Optional.empty();
    }

    @Override
    public PromptClassifier corrected(Correction correction, String name) {
        if (!(first instanceof Correctable correctable)) {
            throw new IllegalStateException("corrected already");
        }
        return new SecondOpinion(
                correctable.corrected(correction, name), name, embedder, heads, band, tokens, listener, nanos);
    }

    @Override
    public Classification classify(PromptRequest request) {
        Classification said = first.classify(request);
        return switch (request.body()) {
            case PromptContent.Sealed sealed -> said;
            case PromptContent.EmbeddingBody embedding -> said;
            case PromptBody body -> second(request, body, said);
        };
    }

    private Classification second(PromptRequest request, PromptBody body, Classification said) {
        List<String> known = said.scores().keySet().stream()
                .filter(target -> heads.of(target) != null)
                .toList();
        Double least = request.constraints().minQuality();
        if (known.isEmpty() || !Uncertainty.within(band, said.scores().values(), least)) {
            listener.passed();
            return said;
        }
        long start = nanos.getAsLong();
        try {
            float[] vector = embedder.embed(List.of(LastAsked.of(body)), tokens)[0];
            Classification both = blend(said, known, vector, start);
            listener.answered(nanos.getAsLong() - start);
            return both;
        } catch (RuntimeException e) {
            // whatever a native library may throw; its text could hold the prompt's, so that it is counted and not
            // logged
            listener.failed(nanos.getAsLong() - start);
            return said;
        }
    }

    private Classification blend(Classification said, List<String> known, float[] vector, long start) {
        Map<String, Double> scores = new HashMap<>(said.scores());
        known.forEach(target -> scores.computeIfPresent(target, (name, score) -> {
            Head head = Objects.requireNonNull(heads.of(target));
            double mean = (score + EmbeddingHeads.probability(head, vector)) / 2;
            if (!Double.isFinite(mean)) { // which would round to the worst score there is
                throw new IllegalStateException("no number");
            }
            return Math.round(mean * DIGITS) / DIGITS;
        }));
        return new Classification(
                said.classifier() + '+' + embedder.name() + '@' + tokens,
                said.task(),
                said.taskConfidence(),
                said.domain(),
                said.language(),
                said.promptTokens(),
                said.complexity(),
                scores,
                said.features(),
                said.micros() + Math.max(0, (nanos.getAsLong() - start) / 1000));
    }
}
