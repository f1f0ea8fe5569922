package io.promptyard.standalone.week;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes recorded requests to a lane's topics, each record with the time at which it would have been written; creates topics that
 * are missing. Blocking, for one thread; closes its producer and serdes.
 */
public final class WeekWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SerdeFactory serdes;
    private final RouterTopics topics;
    private final Producer<byte[], byte[]> producer;
    private Future<?> last = CompletableFuture.completedFuture(null);
    private long requests;

    private WeekWriter(SerdeFactory serdes, TopicNames names, Producer<byte[], byte[]> producer) {
        this.serdes = serdes;
        this.topics = RouterTopics.of(names, serdes);
        this.producer = producer;
    }

    /**
     * @param partitions of topics that are created
     * @throws java.net.ConnectException when nobody answers there
     */
    public static WeekWriter open(ClusterAddress cluster, TopicNames names, RouterConfig config, int partitions)
            throws IOException {
        cluster.knock();
        List<WantedTopic> wanted = new TopicCatalogue(names, partitions)
                .topics(config.providers().keySet()).stream()
                        .map(WantedTopic::of)
                        .toList();
        try (TopicAdmin admin = new TopicAdmin(cluster.bootstrapServers(), cluster.properties(), PATIENCE)) {
            admin.createMissing(wanted);
        }
        Map<String, Object> settings = cluster.client(
                Map.of(ProducerConfig.CLIENT_ID_CONFIG, "promptyard-week", ProducerConfig.ACKS_CONFIG, "all"));
        return new WeekWriter(
                SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl())),
                names,
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    public void write(Recorded recorded) {
        String id = recorded.prompt().id().value();
        send(topics.prompts(), id, recorded.prompt(), recorded.prompt().createdAt());
        send(topics.decisions(), id, recorded.decision(), recorded.decision().at());
        for (ProviderAttempt attempt : recorded.attempts()) {
            send(topics.attempts(), id, attempt, attempt.at());
        }
        send(topics.responses(), id, recorded.response(), recorded.response().at());
        if (recorded.feedback() != null) {
            send(topics.feedback(), id, recorded.feedback(), recorded.feedback().at());
        }
        requests++;
    }

    public long requests() {
        return requests;
    }

    /**
     * Waits until the broker has all.
     *
     * @throws IOException when it does not take them
     */
    public void flush() throws IOException, InterruptedException {
        producer.flush();
        try {
            last.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker did not take the records: " + e.getMessage(), e);
        }
    }

    private <V> void send(Topic<String, V> topic, String id, V value, Instant at) {
        byte[] key = topic.keySerde().serializer().serialize(topic.name(), id);
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        last = producer.send(new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, bytes));
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
        serdes.close();
    }
}
