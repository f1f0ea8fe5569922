package io.promptyard.standalone.runtime;

import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.DefaultModel;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.PlainTier;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.UnreadableModelException;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CataloguePriors;
import io.promptyard.standalone.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classifier that a configuration asks for, before anything was learnt from the log. Build one per process. */
public final class ShippedClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedClassifier.class);

    private ShippedClassifier() {}

    /** @throws StartupException when its model cannot be used */
    public static Correctable of(RouterConfig config, LongSupplier nanos) {
        return tiers(config, nanos).apply(config);
    }

    /**
     * The same for any configuration that has the same classifier and other models: what is large is loaded once.
     *
     * @throws StartupException when its model cannot be used
     */
    static Function<RouterConfig, Correctable> tiers(RouterConfig config, LongSupplier nanos) {
        HeuristicClassifier first = HeuristicClassifier.create(nanos);
        Optional<RoutingModel> model = model(config.classifier());
        model.ifPresent(each -> LOG.info("prompts are classified by {}{}", each.version(), learntFrom(each)));
        return now -> {
            CataloguePriors priors = new CataloguePriors(now);
            return model.isEmpty()
                    ? new PlainTier(first, HeuristicClassifier.NAME, priors)
                    : new LearnedClassifier(first, model.get(), priors, nanos);
        };
    }

    private static String learntFrom(RoutingModel model) {
        return model.learntFrom().map(from -> ", learnt from " + from.words()).orElse("");
    }

    private static Optional<RoutingModel> model(ClassifierConfig config) {
        if (config.tier() == Tier.HEURISTIC) {
            return Optional.empty();
        }
        Path file = config.model();
        String where = file == null ? "the model that ships" : "classifier.model " + file;
        try {
            Optional<RoutingModel> model =
                    file == null ? DefaultModel.find() : Optional.of(RoutingModel.read(Files.readAllBytes(file)));
            if (model.isEmpty()) {
                LOG.info("prompts are classified by {}: this build ships no model", HeuristicClassifier.NAME);
            }
            return model;
        } catch (IOException | UnreadableModelException e) {
            throw new StartupException.ModelUnusable(where, e);
        }
    }
}
