package io.promptyard.bench.load;

import io.promptyard.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A way from one topic to another: a call is a record produced with {@code acks=all}, its answer the first record under
 * the same key. Values are read whole; one that is not {@code good} is a failure.
 */
public final class TopicTarget<I, O> implements Target {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Topic<String, I> in;
    private final BiFunction<String, Integer, I> record;
    private final Predicate<O> good;
    private final String run;
    private final KafkaProducer<String, I> producer;
    private final KafkaConsumer<String, O> consumer;
    private final Map<String, Ending> open = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Thread reader;

    /**
     * Reads {@code out} from its end on.
     *
     * @param run begins every key; unique among all runs on these topics
     * @param lingerMillis of the producer
     * @param record the value for a key and a call's number
     */
    public TopicTarget(
            String bootstrapServers,
            Topic<String, I> in,
            Topic<String, O> out,
            String run,
            int lingerMillis,
            BiFunction<String, Integer, I> record,
            Predicate<O> good) {
        this.in = in;
        this.record = record;
        this.good = good;
        this.run = run;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        lingerMillis,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        65_536),
                in.keySerde().serializer(),
                in.valueSerde().serializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                out.keySerde().deserializer(),
                out.valueSerde().deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(out.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the end is looked up now, not at the first poll
        producer.partitionsFor(in.name());
        this.reader = Thread.ofPlatform().daemon().name("bench-reader").start(this::read);
    }

    @Override
    public void call(int number, Ending ending) {
        String key = run + "-" + sequence.getAndIncrement();
        open.put(key, ending);
        producer.send(new ProducerRecord<>(in.name(), key, record.apply(key, number)), (sent, failure) -> {
            if (failure != null) {
                Ending waiting = open.remove(key);
                if (waiting != null) {
                    waiting.failed();
                }
            }
        });
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::answer);
            }
        } catch (WakeupException e) {
            open.clear();
        }
    }

    private void answer(ConsumerRecord<String, O> answer) {
        Ending waiting = open.remove(answer.key());
        if (waiting == null) {
            return;
        }
        if (good.test(answer.value())) {
            waiting.answered();
        } else {
            waiting.failed();
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.wakeup();
        try {
            reader.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
