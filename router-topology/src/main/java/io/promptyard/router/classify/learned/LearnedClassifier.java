package io.promptyard.router.classify.learned;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Task;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.Spares;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The second tier: what the first says of language, tokens and shape, and what a model has learnt of task, subject,
 * complexity and of how well each target will answer. It reads the same bounded extract of what the user said last. As far
 * as a prompt is strange to the model ({@link Trust}) the first tier and the catalogue's priors hold.
 *
 * <p>A sealed body is what the first tier makes of it. Thread-safe; never throws; one walk over the text more than the
 * first tier, and no memory but that of the answer.
 */
public final class LearnedClassifier implements Correctable {
    /** In {@link Classification#features}: {@link Scorer#familiarity}. */
    public static final String FAMILIARITY = "familiarity";

    private static final double LEAST_DOMAIN_SHARE = 0.5;
    private static final double DIGITS = 10_000;

    private final HeuristicClassifier first;
    private final RoutingModel model;
    private final Priors priors;
    private final Borrowing borrowing;
    private final Applied applied;
    private final String version;
    private final Spares<Memory> spares;
    private final LongSupplier nanos;
    /** Models that the model itself names, to be answered beside the targets. */
    private final List<String> heads;

    /** What one classification works in. */
    private static final class Memory {
        private final PromptFeatures features = new PromptFeatures();
        private final TaskBlend blend = new TaskBlend();
        private final Scorer scorer;
        private final double[] scores;

        private Memory(RoutingModel model, int targets) {
            scorer = new Scorer(model);
            scores = new double[targets];
        }
    }

    /**
     * @param priors of the targets that it is to score
     * @param nanos measures {@link Classification#micros()} and nothing else: {@code System::nanoTime}
     */
    public LearnedClassifier(HeuristicClassifier first, RoutingModel model, Priors priors, LongSupplier nanos) {
        this(first, model, priors, nanos, List.of());
    }

    private LearnedClassifier(
            HeuristicClassifier first, RoutingModel model, Priors priors, LongSupplier nanos, List<String> heads) {
        this.first = first;
        this.model = model;
        this.priors = priors;
        this.borrowing = Borrowing.of(model, priors);
        this.applied = Applied.NONE;
        this.version = model.version();
        this.spares = new Spares<>(() -> new Memory(model, priors.targets().size()));
        this.nanos = nanos;
        this.heads = heads;
    }

    /** One that answers, beside its targets, by every other model that was learnt from, under the name it had there. */
    public static LearnedClassifier withHeads(
            HeuristicClassifier first, RoutingModel model, Priors priors, LongSupplier nanos) {
        List<String> heads = model.heads().stream()
                .filter(head -> !priors.targets().contains(head))
                .toList();
        return new LearnedClassifier(first, model, priors, nanos, heads);
    }

    private LearnedClassifier(LearnedClassifier base, Applied applied, String version) {
        first = base.first;
        model = base.model;
        priors = base.priors;
        borrowing = base.borrowing;
        spares = base.spares;
        nanos = base.nanos;
        heads = base.heads;
        this.applied = applied;
        this.version = version;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<LearntFrom> learntFrom() {
        return model.learntFrom();
    }

    @Override
    public PromptClassifier corrected(Correction correction, String version) {
        return new LearnedClassifier(this, Applied.of(correction, priors.targets()), version);
    }

    @Override
    public Classification classify(PromptRequest request) {
        long start = nanos.getAsLong();
        return first.classify(request, (said, structure, asked) -> {
            Memory memory = spares.take();
            try {
                return look(said, asked.text(), memory, start);
            } finally {
                spares.give(memory);
            }
        });
    }

    private Classification look(Classification said, String text, Memory memory, long start) {
        Scorer scorer = memory.scorer;
        memory.features.read(text);
        scorer.score(memory.features);
        double trust = Trust.of(scorer.familiarity(), said.language());
        TaskBlend blend = memory.blend;
        blend.blend(said, scorer);
        Task task = blend.task();
        double predicted = Double.isNaN(scorer.complexity()) ? said.complexity() : scorer.complexity();
        double complexity = (1 - trust) * said.complexity() + trust * predicted;
        borrowing.scores(scorer, task, complexity, trust, memory.scores);
        applied.add(memory.features, task, memory.scores);
        return new Classification(
                version,
                task,
                blend.confidence(),
                domain(scorer, trust, said.domain()),
                said.language(),
                said.promptTokens(),
                rounded(complexity),
                scores(memory.scores, scorer),
                FeatureEntries.of(said.features(), scorer, blend, trust),
                Math.max(said.micros(), (nanos.getAsLong() - start) / 1000));
    }

    private static String domain(Scorer scorer, double trust, String otherwise) {
        int best = scorer.likeliestDomain();
        return trust * scorer.domain(best) >= LEAST_DOMAIN_SHARE ? Domains.LABELS.get(best) : otherwise;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Double> scores(double[] scores, Scorer scorer) {
        Map.Entry<String, Double>[] entries =
                (Map.Entry<String, Double>[]) new Map.Entry<?, ?>[scores.length + heads.size()];
        for (int head = 0; head < heads.size(); head++) {
            String name = heads.get(head);
            entries[scores.length + head] = Map.entry(name, scorer.probability(name, 0));
        }
        for (int target = 0; target < scores.length; target++) {
            entries[target] = Map.entry(priors.targets().get(target), rounded(scores[target]));
        }
        return Map.ofEntries(entries);
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
