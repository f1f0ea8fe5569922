package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces prompts in transactions, one after the other, on one thread behind a bounded queue. What arrives while one
 * commits makes up the next, so that a transaction costs a lone prompt some milliseconds and a crowd hardly anything.
 *
 * <p>A prompt is accepted when its transaction is committed. When that is aborted, or nobody can say, every prompt in it
 * fails as {@link PublishFailure.Kind#UNAVAILABLE}, which the client may try again. A producer that was fenced, or whose
 * commit is in doubt, is thrown away: the next one, under the same transactional id, first ends what the old one left
 * open. Two processes must not share that id. Thread-safe.
 */
final class TransactionalPublisher implements PromptSender {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalPublisher.class);
    private static final int QUEUE = 8_192;
    private static final int MOST = 1_000;
    private static final long MOST_BYTES = 2L * KafkaSettings.MAX_RECORD_BYTES;
    /** Of key, headers and framing beside a prompt's value. */
    private static final int AROUND = 64 * 1024;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Supplier<Producer<String, byte[]>> producers;
    private final PromptRecords records;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Producer<String, byte[]> producer;

    /** One of the two is there; {@code accepted} belongs to a prompt. */
    private record Waiting(
            @Nullable PromptRequest prompt, @Nullable Cancellation cancellation, Promise<Void> accepted) {}

    private record Ready(ProducerRecord<String, byte[]> entry, Promise<Void> accepted) {}

    /** {@code producers} makes one that is not initialised yet. */
    TransactionalPublisher(Supplier<Producer<String, byte[]>> producers, GatewayTopics topics) {
        this.producers = producers;
        this.records = PromptRecords.of(topics);
        this.thread = new Thread(this::run, "gateway-transactions");
        this.thread.setDaemon(true);
    }

    static TransactionalPublisher create(Map<String, Object> kafka, GatewayTopics topics, String transactionalId) {
        Map<String, Object> settings = KafkaSettings.transactional(kafka, transactionalId);
        return new TransactionalPublisher(() -> new KafkaProducer<>(settings), topics);
    }

    @Override
    public void warm() {
        Producer<String, byte[]> first = open();
        first.partitionsFor(records.prompts().name());
        first.partitionsFor(records.cancellations().name());
        thread.start();
    }

    @Override
    public Future<Void> publish(PromptRequest prompt) {
        Promise<Void> accepted = Promise.promise();
        if (closed || !queue.offer(new Waiting(prompt, null, accepted))) {
            accepted.tryFail(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "too many prompts wait to be sent"));
        }
        return accepted.future();
    }

    @Override
    public void cancel(Cancellation cancellation) {
        if (!queue.offer(new Waiting(null, cancellation, Promise.promise()))) {
            LOG.debug("cancellation dropped, requestId={}", cancellation.id());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_LIMIT.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        drop();
        failAll(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "closed"));
    }

    private void run() {
        try {
            for (Waiting first = next(); first != null || !closed; first = next()) {
                if (first != null) {
                    commit(gather(first));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Waiting next() throws InterruptedException {
        return queue.poll(closed ? 0 : 200, TimeUnit.MILLISECONDS);
    }

    /** That one and what waits behind it, as far as they are good for a record. */
    private List<Ready> gather(Waiting first) {
        List<Ready> group = new ArrayList<>();
        long bytes = 0;
        for (Waiting each = first;
                each != null;
                each = group.size() < MOST && bytes < MOST_BYTES ? queue.poll() : null) {
            try {
                ProducerRecord<String, byte[]> entry = entry(each);
                group.add(new Ready(entry, each.accepted()));
                bytes += entry.value().length;
            } catch (RuntimeException failure) {
                each.accepted().tryFail(PromptRecords.failure(failure));
            } catch (StackOverflowError tooDeep) { // it must not end the only thread there is
                each.accepted().tryFail(new PublishFailure(PublishFailure.Kind.TOO_LARGE, "nested too deeply"));
            }
        }
        return group;
    }

    /** One that is too large must not come into a transaction: it would take all the others with it. */
    private ProducerRecord<String, byte[]> entry(Waiting waiting) {
        PromptRequest prompt = waiting.prompt();
        Cancellation cancellation = waiting.cancellation();
        if (prompt == null) {
            return records.of(Objects.requireNonNull(cancellation));
        }
        ProducerRecord<String, byte[]> entry = records.of(prompt);
        if (entry.value().length > KafkaSettings.MAX_RECORD_BYTES - AROUND) {
            throw new RecordTooLargeException();
        }
        return entry;
    }

    private void commit(List<Ready> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            Producer<String, byte[]> ready = open();
            ready.beginTransaction();
            group.forEach(each -> ready.send(each.entry()));
            ready.commitTransaction();
        } catch (RuntimeException failure) {
            undo(failure);
            // An aborted transaction is certain; one whose commit nobody confirmed is not.
            PublishFailure told = failure instanceof TimeoutException
                    ? PromptRecords.afterSending(failure)
                    : PromptRecords.failure(failure);
            group.forEach(each -> each.accepted().tryFail(told));
            return;
        }
        group.forEach(each -> each.accepted().tryComplete());
    }

    /** What was sent is taken back, by this producer if it still can, by the next one otherwise. */
    private void undo(RuntimeException failure) {
        LOG.warn("prompts not accepted, their transaction ends: {}", failure.toString());
        Producer<String, byte[]> failed = producer;
        if (failed == null) { // nobody who waits can be served
            failAll(PromptRecords.failure(failure));
            return;
        }
        try {
            if (failure instanceof TimeoutException) {
                drop(); // a commit in doubt cannot be aborted
            } else {
                failed.abortTransaction();
            }
        } catch (RuntimeException fatal) {
            LOG.warn("producer of prompts is replaced: {}", fatal.toString());
            drop();
        }
    }

    private Producer<String, byte[]> open() {
        Producer<String, byte[]> ready = producer;
        if (ready == null) {
            Producer<String, byte[]> made = producers.get();
            try {
                made.initTransactions();
            } catch (RuntimeException failure) {
                made.close(Duration.ZERO);
                throw failure;
            }
            producer = made;
            ready = made;
        }
        return ready;
    }

    private void drop() {
        Producer<String, byte[]> failed = producer;
        producer = null;
        if (failed != null) {
            failed.close(closed ? CLOSE_LIMIT : Duration.ZERO);
        }
    }

    private void failAll(PublishFailure failure) {
        List<Waiting> all = new ArrayList<>();
        queue.drainTo(all);
        all.forEach(each -> each.accepted().tryFail(failure));
    }
}
