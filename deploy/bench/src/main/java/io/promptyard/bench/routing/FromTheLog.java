package io.promptyard.bench.routing;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.CorrectionLearner;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.Residual;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A router as it runs: a model that has not seen the benchmark, the catalogue's priors, and over both the correction that
 * labels from the log teach. A label says how well both models answered.
 */
final class FromTheLog {
    private static final String PROVIDER = "log";
    private static final double STRONG_PRIOR = 0.85;
    private static final double WEAK_PRIOR = 0.65;

    private final LearnedClassifier base;
    private final Pair pair;

    FromTheLog(HeuristicClassifier first, RoutingModel unseen, Pair pair) {
        this.pair = pair;
        base = new LearnedClassifier(
                first, unseen, new PairPriors(List.of(target(pair.strong()), target(pair.weak()))), () -> 0);
    }

    /** A strong and a weak model, as a catalogue would have them; bent as the policy bends them. */
    private record PairPriors(List<String> targets) implements Priors {
        @Override
        public double of(int target, Task task, double complexity) {
            double prior = target == 0 ? STRONG_PRIOR : WEAK_PRIOR;
            double root = Math.sqrt(prior);
            return complexity <= 0.5
                    ? root + (prior - root) * 2 * complexity
                    : prior + (prior * root - prior) * (2 * complexity - 1);
        }
    }

    private static String target(String model) {
        return PROVIDER + '/' + model;
    }

    Router learn(List<LabelledPrompt> labels) {
        List<Residual> rows = new ArrayList<>();
        for (LabelledPrompt label : labels) {
            Classification said = base.classify(request(label));
            rows.add(residual(label, said, pair.strong()));
            rows.add(residual(label, said, pair.weak()));
        }
        Correction learnt = new CorrectionLearner().learn(base.version(), rows, null);
        PromptClassifier corrected = base.corrected(learnt, "log");
        return (asks, asked) -> asked.stream()
                .mapToDouble(row -> {
                    Classification said = corrected.classify(request(row));
                    return score(said, pair.strong()) - score(said, pair.weak());
                })
                .toArray();
    }

    private static Residual residual(LabelledPrompt label, Classification said, String model) {
        double expected = score(said, model);
        double value = Math.max(0, label.scores().getOrDefault(model, 0.0)) - expected;
        return new Residual(label.text(), said.task(), Target.of(PROVIDER, model), expected, value, label.weight());
    }

    private static double score(Classification said, String model) {
        Double score = said.scores().get(target(model));
        if (score == null) {
            throw new IllegalStateException("no score of " + model);
        }
        return score;
    }

    private static PromptRequest request(LabelledPrompt row) {
        return PromptRequest.of(new RequestId("bench"), Instant.EPOCH, PromptBody.ofUser(row.text()));
    }
}
