package io.promptyard.bench.process;

import com.sun.management.OperatingSystemMXBean;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.replay.DryOptions;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.replay.DryReplays;
import io.promptyard.standalone.replay.Stretch;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics that a replay reads, in a process of its own: their bytes, their values, or all that a dry replay does. Says how
 * many prompts, how long, how much CPU time of the thread that reads and of all threads, and the most heap that was kept.
 */
public final class ReplayReaderMain {
    public static final String READ = "read";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private ReplayReaderMain() {}

    /** What to do with records. */
    public enum Way {
        BYTES,
        VALUES,
        REPLAY,
        /** A replay that is often stopped to see what it keeps. */
        HEAP
    }

    /** @param args way, broker, registry, prefix of topics, candidate's file */
    public static void main(String[] args) throws IOException {
        ParentWatch.start();
        AtomicLong most = new AtomicLong();
        Way way = Way.valueOf(args[0]);
        if (way == Way.HEAP) {
            watchHeap(most);
        }
        ClusterAddress cluster = new ClusterAddress(args[1], args[2], Map.of());
        TopicNames names = new TopicNames(args[3]);
        RouterConfig candidate = new ConfigLoader(Map.of(), Map.of())
                .readForOthers(Files.readString(Path.of(args[4])))
                .orThrow()
                .router();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = system.getProcessCpuTime();
        long own = threads.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        long prompts = switch (way) {
            case BYTES, VALUES -> read(cluster, names, way == Way.VALUES);
            case REPLAY, HEAP -> replay(cluster, names, candidate);
        };
        long took = System.nanoTime() - begun;
        System.out.println(
                READ + " " + prompts + " " + took / 1e9 + " " + (threads.getCurrentThreadCpuTime() - own) / 1e9 + " "
                        + (system.getProcessCpuTime() - cpu) / 1e9 + " " + most.get() / 1024.0 / 1024);
    }

    /** What is in use after a whole collection, asked for every other second: what is kept, and not what nobody has cleared away yet. */
    private static void watchHeap(AtomicLong most) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Thread.ofPlatform().daemon().name("heap-watch").start(() -> {
            while (true) {
                LockSupport.parkNanos(EVERY.toNanos());
                memory.gc();
                most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
            }
        });
    }

    private static long replay(ClusterAddress cluster, TopicNames names, RouterConfig candidate) throws IOException {
        return DryReplays.run(
                        cluster,
                        names,
                        candidate,
                        Stretch.of(Instant.EPOCH, Instant.MAX),
                        DryOptions.of("bench"),
                        Instant.EPOCH)
                .report()
                .counts()
                .decided();
    }

    private static long read(ClusterAddress cluster, TopicNames names, boolean values) {
        long prompts = 0;
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                var consumer = new KafkaConsumer<>(
                        cluster.client(Map.of("enable.auto.commit", false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            RouterTopics topics = RouterTopics.of(names, serdes);
            Map<String, Topic<String, ?>> read = new HashMap<>();
            for (Topic<String, ?> each :
                    List.of(topics.prompts(), topics.decisions(), topics.attempts(), topics.feedback())) {
                read.put(each.name(), each);
            }
            List<TopicPartition> partitions = new ArrayList<>();
            read.keySet()
                    .forEach(topic -> consumer.partitionsFor(topic)
                            .forEach(each -> partitions.add(new TopicPartition(topic, each.partition()))));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> open = new HashMap<>(consumer.endOffsets(partitions));
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Object value = values ? value(read.get(record.topic()), record) : record.value();
                    prompts += value != null
                                    && record.topic().equals(topics.prompts().name())
                            ? 1
                            : 0;
                }
                open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
        return prompts;
    }

    private static @Nullable Object value(Topic<String, ?> topic, ConsumerRecord<byte[], byte[]> record) {
        return topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
    }
}
