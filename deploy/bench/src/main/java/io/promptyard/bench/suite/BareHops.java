package io.promptyard.bench.suite;

import io.promptyard.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The baseline: a Streams application that copies records from topic to topic and does nothing else. At-least-once,
 * {@code acks=all}, no linger, as the product has it; bytes in, bytes out, no stores.
 */
final class BareHops implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final KafkaStreams streams;
    private final List<String> topics;

    private BareHops(KafkaStreams streams, List<String> topics) {
        this.streams = streams;
        this.topics = topics;
    }

    /** Returns when it runs. */
    static BareHops start(String bootstrapServers, int hops, Path stateDir) {
        List<String> topics = IntStream.rangeClosed(0, hops)
                .mapToObj(hop -> "bench.hops-" + hops + "." + hop)
                .toList();
        create(bootstrapServers, topics);
        StreamsBuilder builder = new StreamsBuilder();
        for (int hop = 0; hop < hops; hop++) {
            builder.stream(topics.get(hop), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                    .to(topics.get(hop + 1), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        }
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-hops-" + hops);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        properties.put(StreamsConfig.producerPrefix("acks"), "all");
        BareHops bare = new BareHops(new KafkaStreams(builder.build(), properties), topics);
        bare.streams.start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (bare.streams.state() != KafkaStreams.State.RUNNING) {
            if (System.nanoTime() > until) {
                bare.close();
                throw new IllegalStateException("the bare hops do not run");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return bare;
    }

    private static void create(String bootstrapServers, List<String> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no topics for the bare hops", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    Topic<String, byte[]> in() {
        return topic(topics.getFirst());
    }

    Topic<String, byte[]> out() {
        return topic(topics.getLast());
    }

    private static Topic<String, byte[]> topic(String name) {
        return new Topic<>(name, Serdes.String(), Serdes.ByteArray());
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
    }
}
