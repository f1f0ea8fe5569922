package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.UnreadableModelException;
import io.promptyard.router.classify.second.EmbeddingHeads;
import io.promptyard.router.classify.second.SecondOpinion;
import io.promptyard.router.classify.second.SecondTierListener;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.classify.second.TextEmbedderFactory;
import io.promptyard.router.classify.second.TokenBudget;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.SecondTierConfig;
import io.promptyard.router.metrics.SecondTierMetrics;
import io.promptyard.standalone.StartupException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second tier that a configuration asks for, if any. Nothing of it is loaded otherwise. Owns the embedder. */
public final class SecondTier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecondTier.class);
    private static final String WHERE = "classifier.second.embeddings";
    private static final String NO_MODULE =
            "promptyard-embeddings is not on the class path; put its jars there, or take the" + " section out";

    private final @Nullable Opened opened;

    private record Opened(SecondTierConfig config, EmbeddingHeads heads, TextEmbedder embedder) {}

    private SecondTier(@Nullable Opened opened) {
        this.opened = opened;
    }

    /** @throws StartupException when what it needs is missing or damaged */
    public static SecondTier of(ClassifierConfig config) {
        SecondTierConfig second = config.second();
        if (second == null) {
            return new SecondTier(null);
        }
        EmbeddingHeads heads = heads(second);
        TextEmbedder embedder = open();
        heads.problem(embedder).ifPresent(problem -> {
            embedder.close();
            throw unusable(new UnreadableModelException(second.heads() + " was " + problem));
        });
        return new SecondTier(new Opened(second, heads, embedder));
    }

    private static TextEmbedder open() {
        TextEmbedderFactory factory =
                TextEmbedderFactory.find().orElseThrow(() -> unusable(new FileNotFoundException(NO_MODULE)));
        try {
            return factory.open();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw unusable(e);
        }
    }

    private static EmbeddingHeads heads(SecondTierConfig config) {
        try {
            return EmbeddingHeads.read(Files.readAllBytes(config.heads()));
        } catch (UnreadableModelException e) {
            throw unusable(new UnreadableModelException(
                    config.heads() + ": " + e.getMessage() + " (train --embeddings writes one)"));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static StartupException unusable(Exception cause) {
        return new StartupException.ModelUnusable(WHERE, cause);
    }

    /** The first tier with this one behind it; the first alone where none is configured, or its time is too short for anything. */
    public Correctable over(Correctable first, SecondTierListener listener, LongSupplier nanos) {
        if (opened == null) {
            return first;
        }
        SecondTierConfig config = opened.config();
        int tokens = TokenBudget.within(config.limit(), opened.embedder(), nanos);
        if (tokens == 0) {
            LOG.warn(
                    "{}.limit: {} is too short for any embedding here; the first tier decides alone",
                    WHERE,
                    config.limit());
            return first;
        }
        LOG.info(
                "prompts within {} of another decision are classified by {} too, by their first {} tokens",
                config.band(),
                opened.embedder().name(),
                tokens);
        return new SecondOpinion(first, opened.embedder(), opened.heads(), config.band(), tokens, listener, nanos);
    }

    /** The classifier that ships or is configured, with this one behind it, metered. */
    Correctable overShipped(RouterConfig config, MeterRegistry meters) {
        return over(ShippedClassifier.of(config, System::nanoTime), new SecondTierMetrics(meters), System::nanoTime);
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.embedder().close();
        }
    }
}
