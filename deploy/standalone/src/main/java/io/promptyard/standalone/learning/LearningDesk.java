package io.promptyard.standalone.learning;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.feedback.ModelPublisher;
import io.promptyard.router.feedback.ModelShelf;
import io.promptyard.router.feedback.ModelTopic;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models of a lane, and which of them is used. Setting one pins it: routers use it, and nothing is learnt, until
 * {@link #resume}. For one thread; whoever opened it closes it.
 */
public final class LearningDesk implements AutoCloseable {
    private final SerdeFactory serdes;
    private final ModelTopic topic;
    private final ModelPublisher publisher;
    private final Clock clock;

    private LearningDesk(SerdeFactory serdes, ModelTopic topic, ModelPublisher publisher, Clock clock) {
        this.serdes = serdes;
        this.topic = topic;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @throws java.net.ConnectException when nobody answers there */
    public static LearningDesk open(ClusterAddress cluster, TopicNames names, Clock clock) throws IOException {
        cluster.knock();
        SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        try {
            var models = RouterTopics.of(names, serdes).models();
            return new LearningDesk(
                    serdes,
                    ModelTopic.connect(cluster.client(Map.of()), models),
                    ModelPublisher.connect(cluster.client(Map.of()), models),
                    clock);
        } catch (RuntimeException e) {
            serdes.close();
            throw e;
        }
    }

    /**
     * What is used and whether by an operator's pin; {@code labelsSince} null when all labels are learnt from;
     * {@code versions} newest first.
     */
    public record Status(
            String version,
            boolean pinned,
            @Nullable Instant labelsSince,
            Optional<LearnedModel> used,
            List<LearnedModel> versions) {}

    public Status status() {
        ModelShelf shelf = topic.readToEnd();
        String version = shelf.wanted();
        Instant since = shelf.labelsSince();
        return new Status(
                version,
                shelf.pinned(),
                since.equals(Instant.EPOCH) ? null : since,
                shelf.find(version).map(ModelShelf.Kept::model),
                shelf.versions());
    }

    /** Pins a version; {@link LearnedModel#BUILT_IN} is one. */
    public Status activate(String version) throws IOException {
        ModelShelf shelf = topic.readToEnd();
        if (!version.equals(LearnedModel.BUILT_IN) && shelf.find(version).isEmpty()) {
            String known = shelf.versions().stream().map(LearnedModel::version).collect(Collectors.joining(", "));
            throw new NoSuchVersionException("no version " + version + "; there are "
                    + (known.isEmpty() ? "" : known + " and ") + LearnedModel.BUILT_IN);
        }
        pin(version, shelf.wanted());
        return status();
    }

    /** Pins the version that was used before the one that is used now. */
    public Status rollBack() throws IOException {
        ModelShelf shelf = topic.readToEnd();
        String before = shelf.before()
                .orElseThrow(() -> new NoSuchVersionException(
                        "nothing to go back to: the " + LearnedModel.BUILT_IN + " model is used"));
        pin(before, shelf.wanted());
        return status();
    }

    /**
     * Lets the pin go: what it held stays in use, and is learnt on from.
     *
     * @param allLabels whether labels from before the pin count as well: what was rolled back was learnt from these
     */
    public Status resume(boolean allLabels) {
        ModelShelf shelf = topic.readToEnd();
        if (shelf.pinned()) {
            String held = shelf.wanted();
            Instant now = clock.instant();
            // First what learning would use, so that no moment goes back to what was rolled back.
            publisher.active(LearnedModel.active(held, held, now));
            publisher.pin(LearnedModel.pin(held, held, now, false, allLabels ? null : now));
        }
        return status();
    }

    private void pin(String version, String instead) {
        publisher.pin(LearnedModel.pin(
                version, instead, clock.instant(), true, topic.shelf().labelsSince()));
    }

    @Override
    public void close() {
        publisher.close();
        topic.close();
        serdes.close();
    }
}
