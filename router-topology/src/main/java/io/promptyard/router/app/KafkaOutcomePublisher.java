package io.promptyard.router.app;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.Names;
import io.promptyard.router.deadletter.Scrubbed;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.reply.ReplyPartitions;
import io.promptyard.router.shadow.ShadowOutbox;
import io.promptyard.router.worker.OutcomePublisher;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces outcomes, chunks and started attempts from one thread of its own, so that neither an event loop nor a stream
 * thread waits for metadata or buffer space. Not transactional, also under exactly-once: an outcome is a fact however
 * its dispatch's transaction ends, and the verdict takes each attempt once.
 */
public final class KafkaOutcomePublisher implements OutcomePublisher, ShadowOutbox.Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomePublisher.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Runnable NOBODY_WAITS = () -> {};

    private final RouterTopics topics;
    private final RouterMetrics metrics;
    private final ReplyPartitions replyPartitions;
    private final Producer<byte[], byte[]> producer;
    private final ExecutorService thread;

    /** @param producer is closed with this */
    KafkaOutcomePublisher(
            RouterTopics topics, RouterMetrics metrics, int replyPartitions, Producer<byte[], byte[]> producer) {
        this.topics = topics;
        this.metrics = metrics;
        this.replyPartitions = new ReplyPartitions(replyPartitions, metrics);
        this.producer = producer;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("outcome-publisher").daemon().factory());
    }

    public static KafkaOutcomePublisher connect(
            KafkaSettings kafka, RouterTopics topics, RouterMetrics metrics, int replyPartitions) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, Names.client(topics.names(), "outcomes", kafka.instance()));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, kafka.compression());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, kafka.maxRecordBytes());
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * kafka.maxRecordBytes());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE); // an answer was paid for
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        return new KafkaOutcomePublisher(topics, metrics, replyPartitions, producer);
    }

    @Override
    public void outcome(ProviderId provider, int partition, @Nullable String traceparent, ProviderOutcome outcome) {
        submit(
                () -> record(topics.outcomes(provider), partition, outcome, traceparent),
                failure -> lost(provider, partition, traceparent, outcome, failure));
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topic<String, ProviderOutcome> topic,
            int partition,
            ProviderOutcome outcome,
            @Nullable String traceparent) {
        var record = record(topic, partition, outcome.id().value(), outcome);
        if (traceparent != null) {
            record.headers().add(RecordHeaders.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    /** The producer itself tries as long as it takes: what it gives up cannot be produced, or it is being closed. */
    private void lost(
            ProviderId provider,
            int partition,
            @Nullable String traceparent,
            ProviderOutcome outcome,
            Exception failure) {
        metrics.worker(RouterMeter.PUBLISH_RETRIES, provider);
        LOG.warn(
                "outcome of request {} not produced: {}",
                outcome.id(),
                failure.getClass().getSimpleName());
        if (failure instanceof RecordTooLargeException) {
            outcome(provider, partition, traceparent, tooLarge(outcome));
        }
    }

    /**
     * The failure in place of an answer that fits no record, and the same failure without what the caller had received: what it cost and what was
     * streamed stay known.
     */
    static ProviderOutcome tooLarge(ProviderOutcome outcome) {
        String message = "answer too large for a record";
        Failed failed = switch (outcome.result()) {
            case Answered answered ->
                new Failed(
                        FailureKind.MALFORMED_RESPONSE,
                        message,
                        null,
                        null,
                        null,
                        answered.latencyMillis(),
                        answered.firstTokenMillis(),
                        answered.chunks(),
                        answered.usage());
            case Failed whole -> whole.withoutReceived();
            case ProviderOutcome.Fence fence -> Failed.of(FailureKind.MALFORMED_RESPONSE, message, 0);
        };
        return new ProviderOutcome(outcome.id(), outcome.attempt(), outcome.attemptId(), outcome.at(), failed);
    }

    @Override
    public void attempt(ProviderAttempt attempt) {
        submit(
                () -> record(topics.attempts(), null, attempt.id().value(), attempt),
                failure -> LOG.warn("started attempt {} not produced: {}", attempt.attemptId(), failure.toString()));
    }

    @Override
    public void chunk(@Nullable Integer replyPartition, ResponseChunk chunk) {
        Integer partition = replyPartitions.existing(replyPartition);
        submit(
                () -> record(topics.responseChunks(), partition, chunk.id().value(), chunk),
                failure -> LOG.warn("chunk of request {} not produced: {}", chunk.id(), failure.toString()));
    }

    @Override
    public void shadowAttempt(ProviderAttempt attempt, Runnable gone) {
        submit(
                () -> record(topics.attempts(), null, attempt.id().value(), attempt),
                failure -> LOG.warn("attempt {} of a shadow not produced: {}", attempt.attemptId(), failure.toString()),
                gone);
    }

    @Override
    public void shadowAnswer(FinalResponse answer, Runnable gone) {
        submit(
                () -> record(topics.shadowResponses(), null, answer.id().value(), answer),
                failure -> LOG.warn("answer of shadow {} not produced: {}", answer.id(), failure.toString()),
                gone);
    }

    private static <V> ProducerRecord<byte[], byte[]> record(
            Topic<String, V> topic, @Nullable Integer partition, String key, V value) {
        return new ProducerRecord<>(
                topic.name(),
                partition,
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    private void submit(Supplier<ProducerRecord<byte[], byte[]>> record, Consumer<Exception> lost) {
        submit(record, lost, NOBODY_WAITS);
    }

    private void submit(Supplier<ProducerRecord<byte[], byte[]>> record, Consumer<Exception> lost, Runnable gone) {
        try {
            thread.execute(() -> produce(record, lost, gone));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: what ends now is called again by the next owner");
        }
    }

    /**
     * Waits in place for a registry or broker that is away, so that nothing overtakes: a fence must come after every
     * outcome before it. What queues up meanwhile is bounded by the calls that are open, of shadows by their outbox. Each is tried once at least,
     * also when this is being closed.
     */
    private void produce(Supplier<ProducerRecord<byte[], byte[]>> record, Consumer<Exception> lost, Runnable gone) {
        Consumer<@Nullable Exception> ended = failure -> {
            gone.run();
            if (failure != null) {
                lost.accept(failure);
            }
        };
        for (RetriableException away = send(record, ended); away != null; away = send(record, ended)) {
            if (thread.isShutdown()) {
                ended.accept(away);
                return;
            }
            LOG.warn("waiting to produce: {}", away.getClass().getSimpleName());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * What is in the way for a while, the registry or the broker, or null where it was sent or cannot be. A producer that waited for metadata or for room in its buffer in
     * vain does not throw that: it tells the callback, within this call.
     */
    private @Nullable RetriableException send(
            Supplier<ProducerRecord<byte[], byte[]>> record, Consumer<@Nullable Exception> ended) {
        Thread here = Thread.currentThread();
        AtomicReference<@Nullable RetriableException> away = new AtomicReference<>();
        try {
            producer.send(record.get(), (sent, failure) -> {
                if (failure instanceof RetriableException now && Thread.currentThread() == here) {
                    away.set(now);
                } else {
                    ended.accept(failure);
                }
            });
            return away.get();
        } catch (RetriableException e) {
            return e;
        } catch (RuntimeException e) {
            LOG.error("could not produce: {}", Scrubbed.trace(e));
            ended.accept(e);
            return null;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn(
                        "{} outcomes, attempts or chunks were left unproduced after {}",
                        1 + thread.shutdownNow().size(),
                        CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE);
    }
}
