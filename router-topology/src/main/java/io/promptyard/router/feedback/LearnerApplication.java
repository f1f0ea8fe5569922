package io.promptyard.router.feedback;

import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.LearnedModel;
import io.promptyard.router.Names;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.app.PatientTopics;
import io.promptyard.router.app.PlainClients;
import io.promptyard.router.app.StreamsApplication;
import io.promptyard.router.app.StreamsProperties;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.policy.CatalogueQuality;
import io.promptyard.topic.RouterTopics;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.Topology;

/**
 * The learner of a lane in this process: its Streams application, the thread that trains, the producer of models. Whoever
 * makes it starts and closes the application, and then closes this.
 */
public final class LearnerApplication implements AutoCloseable {
    private static final long LAST_TRAINING_SECONDS = 5;

    private final StreamsApplication streams;
    private final ExecutorService trainer;
    private final ModelPublisher publisher;

    private LearnerApplication(StreamsApplication streams, ExecutorService trainer, ModelPublisher publisher) {
        this.streams = streams;
        this.trainer = trainer;
        this.publisher = publisher;
    }

    /** What a learner is made of; all of it stays its owner's. */
    public record Parts(
            RouterConfig config,
            RouterTopics topics,
            KafkaSettings kafka,
            Correctable builtIn,
            Craft craft,
            ModelFollower follower,
            ModelHolder holder,
            LearningMetrics metrics,
            Clock clock) {}

    /** @param partitions of the topic by request id: as many tasks join */
    public static LearnerApplication create(Parts parts, int partitions) {
        ExecutorService trainer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("trainer").daemon().factory());
        ModelPublisher publisher = ModelPublisher.connect(
                parts.kafka().client(parts.topics().names(), "models"),
                parts.topics().models());
        Training training = new Training(
                parts.config().learning(),
                parts.craft(),
                parts.follower().shelf(),
                parts.holder(),
                new CatalogueQuality(parts.config().catalogue()),
                publisher,
                parts.metrics(),
                parts.clock(),
                trainer);
        StreamsApplication streams = new StreamsApplication(
                () -> topology(parts, training, partitions),
                StreamsProperties.beside(Names.learnerApplication(parts.topics().names()), parts.kafka()),
                new PlainClients());
        return new LearnerApplication(streams, trainer, publisher);
    }

    static Topology topology(Parts parts, Training training, int partitions) {
        ModelShelf shelf = parts.follower().shelf();
        Set<String> models = new HashSet<>();
        for (ModelSpec spec : parts.config().catalogue().all()) {
            models.add(spec.target().toString());
        }
        DriftWatch drift =
                new DriftWatch(parts.metrics(), models, () -> learntFrom(shelf, parts.holder(), parts.builtIn()));
        Learning learning = new Learning(parts.config().learning(), drift, training, parts.metrics(), parts.clock());
        return new LearnerTopology(PatientTopics.of(parts.topics(), parts.clock()), learning, partitions).get();
    }

    /** Until something is learnt prompts are held against what the built-in model was learnt from. */
    static Optional<LearntFrom> learntFrom(ModelShelf shelf, ModelHolder holder, Correctable builtIn) {
        String version = holder.version();
        return version.equals(LearnedModel.BUILT_IN)
                ? builtIn.learntFrom()
                : shelf.find(version).map(ModelShelf.Kept::model).map(LearntLabels::of);
    }

    public StreamsApplication streams() {
        return streams;
    }

    /** A training that is at work has a few seconds to end; one cut off has published nothing, or all. */
    @Override
    public void close() {
        trainer.shutdown();
        try {
            if (!trainer.awaitTermination(LAST_TRAINING_SECONDS, TimeUnit.SECONDS)) {
                trainer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}
