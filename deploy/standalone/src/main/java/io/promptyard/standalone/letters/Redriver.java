package io.promptyard.standalone.letters;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.RequestId;
import io.promptyard.standalone.letters.Redriven.Result;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends prompts again from their dead letters, each redrive once. Each send waits for the broker's acknowledgement. For
 * one thread; whoever opened it closes it.
 */
public final class Redriver implements AutoCloseable {
    private final RouterTopics topics;
    private final RedriveOptions options;
    private final RedrivePlanner planner;
    private final RedriveBook book;
    private final Producer<byte[], byte[]> producer;
    private final Clock clock;

    Redriver(
            RouterTopics topics,
            RedriveOptions options,
            RedriveBook book,
            Producer<byte[], byte[]> producer,
            Clock clock) {
        this.topics = topics;
        this.options = options;
        this.planner = new RedrivePlanner(topics.prompts(), options.target(), options.raw());
        this.book = book;
        this.producer = producer;
        this.clock = clock;
    }

    /** Reads what was redriven before, whole. */
    public static Redriver open(LetterBox box, RedriveOptions options, Clock clock) {
        RouterTopics topics = box.topics();
        RedriveBook book = new RedriveBook(clock);
        String redrives = topics.redrives().name();
        try (TopicScan scan = TopicScan.of(box.cluster(), redrives)) {
            scan.forEach(record -> {
                RedriveNote note = topics.redrives().valueSerde().deserializer().deserialize(redrives, record.value());
                if (note != null) {
                    book.put(note);
                }
            });
        }
        Map<String, Object> settings = box.cluster()
                .client(Map.of(
                        "acks",
                        "all",
                        "max.request.size",
                        TopicCatalogue.MAX_CONTENT_BYTES,
                        "enable.idempotence",
                        true));
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        return new Redriver(topics, options, book, producer, clock);
    }

    /** Sends the letter's prompt again, unless that was done before; waits for its turn first. */
    public Redriven redrive(FoundLetter found) {
        LetterPlace place = found.place();
        return switch (planner.plan(found.letter())) {
            case RedrivePlan.Impossible no -> new Redriven(place, found.id(), null, Result.IMPOSSIBLE, no.why());
            case RedrivePlan.Prompt prompt -> {
                PromptRequest request = prompt.request();
                Topic<String, PromptRequest> to = topics.prompts();
                yield once(
                        note(request.id(), prompt.first(), place),
                        () -> new ProducerRecord<>(
                                to.name(),
                                bytes(request.id()),
                                to.valueSerde().serializer().serialize(to.name(), request)));
            }
            case RedrivePlan.Raw raw ->
                once(
                        note(raw.note(), raw.first(), place),
                        () -> new ProducerRecord<>(raw.topic(), bytes(raw.key()), bytes(raw.value())));
        };
    }

    private RedriveNote note(RequestId id, RequestId first, LetterPlace place) {
        RedriveTarget target = options.target();
        return new RedriveNote(
                id, first, clock.instant(), null, place.partition(), place.offset(), target.route(), target.model());
    }

    private Redriven once(RedriveNote note, Supplier<ProducerRecord<byte[], byte[]>> record) {
        return switch (book.known(note.id())) {
            case SENT ->
                told(note, Result.ALREADY, "sent at " + book.note(note.id()).sentAt());
            case DOUBTFUL ->
                told(
                        note,
                        Result.DOUBTFUL,
                        "a redrive broke off at " + book.note(note.id()).begunAt()
                                + " and may have been sent: look for its id in "
                                + topics.responses().name());
            case NEW, BEGUN -> options.dryRun() ? told(note, Result.WOULD_SEND, "") : send(note, record.get());
        };
    }

    private Redriven send(RedriveNote note, ProducerRecord<byte[], byte[]> record) {
        options.pace().await();
        // One that broke off keeps the time of its first try: from then on the router knows the id.
        RedriveNote earlier = book.note(note.id());
        RedriveNote begun = earlier == null ? note : earlier;
        write(begun);
        acknowledged(record);
        write(begun.sent(clock.instant()));
        return told(note, Result.SENT, "");
    }

    private void write(RedriveNote note) {
        Topic<String, RedriveNote> to = topics.redrives();
        acknowledged(new ProducerRecord<>(
                to.name(), bytes(note.id()), to.valueSerde().serializer().serialize(to.name(), note)));
        book.put(note);
    }

    private void acknowledged(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static Redriven told(RedriveNote note, Result result, String why) {
        return new Redriven(new LetterPlace(note.partition(), note.offset()), note.of(), note.id(), result, why);
    }

    private static byte[] bytes(RequestId id) {
        return id.value().getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        producer.close();
    }
}
