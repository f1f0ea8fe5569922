package io.promptyard.bench.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** The changelogs of two Streams applications that are the same but for their store, written without them. */
record Changelog(String bootstrapServers) {
    static final int PARTITIONS = 4;
    static final int ENTRY_BYTES = 2_048;
    private static final String STORE = "pending";
    private static final String INPUT = "bench.restore";
    private static final String MEMORY = "bench-restore-memory";
    private static final String DISK = "bench-restore-disk";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);

    static Changelog create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic(INPUT, PARTITIONS, (short) 1),
                            new NewTopic(topic(MEMORY), PARTITIONS, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact")),
                            new NewTopic(topic(DISK), PARTITIONS, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            return new Changelog(bootstrapServers);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no topics to restore from", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String topic(String application) {
        return application + "-" + STORE + "-changelog";
    }

    /** Writes so many bytes of entries to both; how many entries that was in each. */
    long fill(long bytes) {
        long entries = Math.max(1, bytes / ENTRY_BYTES);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        byte[] value = new byte[ENTRY_BYTES];
        AtomicReference<Exception> lost = new AtomicReference<>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "batch.size", 1 << 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (long entry = 0; entry < entries; entry++) {
                random.nextBytes(value); // nothing to compress
                int partition = (int) (entry % PARTITIONS);
                for (String application : List.of(MEMORY, DISK)) {
                    producer.send(
                            new ProducerRecord<>(topic(application), partition, "entry-" + entry, value.clone()),
                            (sent, failure) -> lost.compareAndSet(null, failure));
                }
            }
            producer.flush();
        }
        if (lost.get() != null) {
            throw new IllegalStateException("the changelog could not be written", lost.get());
        }
        return entries;
    }

    /** Seconds that a consumer takes for all entries of one of them. */
    double read(long entries) {
        long begun = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic(MEMORY), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (long read = 0; read < entries; read += consumer.poll(POLL).count()) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("the changelog has fewer entries than were written");
                }
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Seconds from the start of an application without state to its running. */
    double restore(boolean inMemory, Path stateDir) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, inMemory ? MEMORY : DISK);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        CountDownLatch running = new CountDownLatch(1);
        long begun = System.nanoTime();
        try (KafkaStreams streams = new KafkaStreams(topology(inMemory), properties)) {
            streams.setStateListener((now, before) -> {
                if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
                    running.countDown();
                }
            });
            streams.start();
            if (!running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || streams.state() != KafkaStreams.State.RUNNING) {
                throw new IllegalStateException("not restored within " + PATIENCE);
            }
            return (System.nanoTime() - begun) / 1e9;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Topology topology(boolean inMemory) {
        KeyValueBytesStoreSupplier store =
                inMemory ? Stores.inMemoryKeyValueStore(STORE) : Stores.persistentKeyValueStore(STORE);
        Topology topology = new Topology();
        topology.addSource("read", new ByteArrayDeserializer(), new ByteArrayDeserializer(), INPUT);
        topology.addProcessor("keep", Nothing::new, "read");
        topology.addStateStore(Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.ByteArray()), "keep");
        return topology;
    }

    private static final class Nothing extends ContextualProcessor<Object, Object, Void, Void> {
        @Override
        public void process(Record<Object, Object> record) {}
    }
}
