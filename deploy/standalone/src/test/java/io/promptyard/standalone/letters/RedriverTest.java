package io.promptyard.standalone.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.Redriven.Result;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedriverTest {
    private static final FoundLetter LETTER = Letters.at(2, 17, Letters.exhausted("r-1"));

    private final SerdeFactory serdes = SerdeFactory.mock("redriver");
    private final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldAskTheSamePromptAnewWhenRedriven() {
        // When
        Redriven redriven = redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(LETTER);
        // Then
        assertThat(redriven.result()).isEqualTo(Result.SENT);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("promptyard.redrives", "promptyard.prompts", "promptyard.redrives");
        PromptRequest sent = prompt();
        assertThat(sent.id()).isEqualTo(redriven.id());
        assertThat(new String(producer.history().get(1).key(), StandardCharsets.UTF_8))
                .isEqualTo(sent.id().value());
        assertThat(sent.redrive().of()).hasToString("r-1");
        assertThat(sent.body()).isEqualTo(LETTER.letter().request().body());
        assertThat(sent.stream()).isFalse();
        assertThat(sent.replyPartition()).isNull();
        assertThat(sent.deadline()).isNull();
    }

    @Test
    void shouldAskOnlyThePromptWhenTheLetterHoldsPartOfAnAnswer() {
        // When
        redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(Letters.at(2, 17, Letters.cut("r-1")));
        PromptRequest afterCut = prompt();
        producer.clear();
        redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(LETTER);
        // Then
        assertThat(afterCut).isEqualTo(prompt());
        assertThat(afterCut.toString()).doesNotContain(Letters.ANSWER);
    }

    @Test
    void shouldSayWhereToWhenARouteOrModelIsAskedFor() {
        // When
        redriver(new RedriveTarget("backup", "anthropic/claude"), Letters.NOW).redrive(LETTER);
        // Then
        assertThat(prompt().redrive().route()).isEqualTo("backup");
        assertThat(prompt().model()).isEqualTo("anthropic/claude");
        assertThat(notes()).extracting(RedriveNote::route).containsOnly("backup");
    }

    @Test
    void shouldSendNothingWhenItWasSentBefore() {
        // Given
        redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(LETTER);
        RedriveNote[] book = notes().toArray(RedriveNote[]::new);
        producer.clear();
        // When: a year later
        Redriven again = redriver(RedriveTarget.ORIGINAL, Letters.NOW.plus(Duration.ofDays(365)), book)
                .redrive(LETTER);
        // Then
        assertThat(again.result()).isEqualTo(Result.ALREADY);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldSendAgainUnderTheSameIdWhenItBrokeOffWhileTheRouterWouldKnowIt() {
        // Given
        redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(LETTER);
        RedriveNote begun = notes().getFirst();
        producer.clear();
        Instant later = Letters.NOW.plus(RedriveBook.SAFE).minusSeconds(1);
        // When
        Redriven again = redriver(RedriveTarget.ORIGINAL, later, begun).redrive(LETTER);
        // Then: as of the first try, or a third might come too late
        assertThat(again.result()).isEqualTo(Result.SENT);
        assertThat(again.id()).isEqualTo(begun.id());
        assertThat(notes()).extracting(RedriveNote::begunAt).containsOnly(Letters.NOW);
    }

    @Test
    void shouldNotGuessWhenItBrokeOffLongAgo() {
        // Given
        redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(LETTER);
        RedriveNote begun = notes().getFirst();
        producer.clear();
        // When
        Redriven again = redriver(RedriveTarget.ORIGINAL, Letters.NOW.plus(RedriveBook.SAFE), begun)
                .redrive(LETTER);
        // Then
        assertThat(again.result()).isEqualTo(Result.DOUBTFUL);
        assertThat(again.why()).contains("promptyard.responses");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldPutBackTheBytesOnlyWhenRawIsAskedFor() {
        // Given
        DeadLetter unreadable = Letters.unreadable("k-1", new byte[] {9, 9}, null);
        FoundLetter found = Letters.at(0, 4, unreadable);
        // When
        Redriven plain = redriver(RedriveTarget.ORIGINAL, Letters.NOW).redrive(found);
        Redriven elsewhere = raw(new RedriveTarget("backup", null)).redrive(found);
        Redriven raw = raw(RedriveTarget.ORIGINAL).redrive(found);
        // Then
        assertThat(plain.result()).isEqualTo(Result.IMPOSSIBLE);
        assertThat(plain.why()).contains("--raw");
        assertThat(elsewhere.result()).isEqualTo(Result.IMPOSSIBLE);
        assertThat(raw.result()).isEqualTo(Result.SENT);
        ProducerRecord<byte[], byte[]> sent = producer.history().get(1);
        assertThat(sent.topic()).isEqualTo("promptyard.prompts");
        assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("k-1");
        assertThat(sent.value()).containsExactly(9, 9);
    }

    @Test
    void shouldRefuseWhenTheLetterHasOnlyTheBeginning() {
        // When
        Redriven cut = raw(RedriveTarget.ORIGINAL)
                .redrive(Letters.at(0, 4, Letters.unreadable("k-1", new byte[] {9}, 40_000_000L)));
        // Then
        assertThat(cut.result()).isEqualTo(Result.IMPOSSIBLE);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldAskAnewUnderAnIdOfItsOwnWhenTheRecordCanBeReadByNow() {
        // Given
        byte[] bytes = topics.prompts()
                .valueSerde()
                .serializer()
                .serialize(topics.prompts().name(), Letters.prompt("k-1"));
        // When
        Redriven redriven = redriver(RedriveTarget.ORIGINAL, Letters.NOW)
                .redrive(Letters.at(0, 4, Letters.unreadable("k-1", bytes, null)));
        // Then
        assertThat(redriven.result()).isEqualTo(Result.SENT);
        assertThat(prompt().id().value()).startsWith("k-1~");
    }

    @Test
    void shouldSendNothingWhenItIsARehearsal() {
        // Given
        var options = new RedriveOptions(RedriveTarget.ORIGINAL, false, true, Pace.unbounded());
        // When
        Redriven redriven = redriver(options, Letters.NOW).redrive(LETTER);
        // Then
        assertThat(redriven.result()).isEqualTo(Result.WOULD_SEND);
        assertThat(producer.history()).isEmpty();
    }

    private Redriver redriver(RedriveTarget target, Instant now, RedriveNote... book) {
        return redriver(new RedriveOptions(target, false, false, Pace.unbounded()), now, book);
    }

    private Redriver raw(RedriveTarget target) {
        return redriver(new RedriveOptions(target, true, false, Pace.unbounded()), Letters.NOW);
    }

    private Redriver redriver(RedriveOptions options, Instant now, RedriveNote... notes) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        RedriveBook book = new RedriveBook(clock);
        for (RedriveNote note : notes) {
            book.put(note);
        }
        return new Redriver(topics, options, book, producer, clock);
    }

    private PromptRequest prompt() {
        ProducerRecord<byte[], byte[]> sent = producer.history().get(1);
        return topics.prompts().valueSerde().deserializer().deserialize(sent.topic(), sent.value());
    }

    private List<RedriveNote> notes() {
        return producer.history().stream()
                .filter(record -> record.topic().equals("promptyard.redrives"))
                .map(record ->
                        topics.redrives().valueSerde().deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }
}
