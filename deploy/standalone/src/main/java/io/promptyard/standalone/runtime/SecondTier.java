package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.LiveTier;
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
import io.promptyard.router.published.LiveConfig;
import io.promptyard.standalone.StartupException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Function;
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
    private @Nullable Integer measured;

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
        int tokens = tokens(opened, nanos);
        return tokens == 0
                ? first
                : new SecondOpinion(
                        first,
                        opened.embedder(),
                        opened.heads(),
                        opened.config().band(),
                        tokens,
                        listener,
                        nanos);
    }

    /** How much of a prompt is read: measured once, so that every tier above the same embedder reads as much. */
    private synchronized int tokens(Opened tier, LongSupplier nanos) {
        if (measured != null) {
            return measured;
        }
        SecondTierConfig config = tier.config();
        int tokens = TokenBudget.within(config.limit(), tier.embedder(), nanos);
        measured = tokens;
        if (tokens == 0) {
            LOG.warn(
                    "{}.limit: {} is too short for any embedding here; the first tier decides alone",
                    WHERE,
                    config.limit());
        } else {
            LOG.info(
                    "prompts within {} of another decision are classified by {} too, by their first {} tokens",
                    config.band(),
                    tier.embedder().name(),
                    tokens);
        }
        return tokens;
    }

    /** The classifier that ships or is configured, with this one behind it, metered; over the models of the moment. */
    Correctable overShipped(LiveConfig live, MeterRegistry meters) {
        Function<RouterConfig, Correctable> first = ShippedClassifier.tiers(live.get(), System::nanoTime);
        SecondTierMetrics listener = new SecondTierMetrics(meters);
        return new LiveTier(live.each(config -> over(first.apply(config), listener, System::nanoTime)));
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.embedder().close();
        }
    }
}
