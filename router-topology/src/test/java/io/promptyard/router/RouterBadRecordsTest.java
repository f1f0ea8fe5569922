package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterBadRecordsTest {
    @TempDir
    Path state;

    private RouterFixture router;

    @BeforeEach
    void start() {
        router = new RouterFixture(state, GPT);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void shouldBuryAndRefuseWhenTheValueIsEmpty() {
        // When
        router.send("p-1", null);

        // Then
        assertBuriedAndRefused("p-1", "0");
    }

    @Test
    void shouldBuryAndRefuseUnderTheKeyWhenItIsNotThePromptsId() {
        // When
        router.send("other", prompt("p-1"));

        // Then
        assertBuriedAndRefused("other", "0");
    }

    @Test
    void shouldBuryWithoutARefusalWhenThereIsNoKey() {
        // When
        router.send(null, prompt("p-1"));
        router.sendRaw(null, new byte[] {9, 9});

        // Then
        assertThat(router.deadLetters())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.value().id()).isNull());
        assertThat(router.responses()).isEmpty();
        assertThat(router.dispatches(OPENAI)).isEmpty();
    }

    @Test
    void shouldBuryTheBytesAndRefuseWhenTheyAreNotAvro() {
        // Given
        byte[] corrupt = "no avro at all".getBytes(StandardCharsets.UTF_8);

        // When
        router.sendRaw("p-1", corrupt);

        // Then
        DeadLetter letter = assertBuriedAndRefused("p-1", "0");
        assertThat(letter.source().rawValue()).isEqualTo(ByteBuffer.wrap(corrupt));
        assertThat(letter.exceptionClass()).isEqualTo("io.promptyard.serde.UnreadableRecordException");
    }

    @Test
    void shouldBuryAndRefuseWhenTheRecordIsCutShort() {
        // Given
        byte[] whole = router.bytes(prompt("p-1"));

        // When
        router.sendRaw("p-1", Arrays.copyOf(whole, whole.length / 2));

        // Then
        assertBuriedAndRefused("p-1", "0");
    }

    @Test
    void shouldBuryAndRefuseWhenTheSchemaIdIsUnknown() {
        // Given
        byte[] unknown = router.bytes(prompt("p-1"));
        ByteBuffer.wrap(unknown).putInt(1, 987_654);

        // When
        router.sendRaw("p-1", unknown);

        // Then
        assertBuriedAndRefused("p-1", "0");
    }

    @Test
    void shouldAnswerAllGoodPromptsWhenTenCorruptOnesStandBetweenThem() {
        // When
        for (int i = 0; i < 10; i++) {
            router.send(prompt("good-" + i));
            router.sendRaw("bad-" + i, new byte[] {0, 0, 0, 0, 1, (byte) i});
        }
        router.send(prompt("good-10"));

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(11);
        assertThat(router.deadLetters()).hasSize(10);
        assertThat(router.responses())
                .hasSize(10)
                .allSatisfy(record -> assertThat(record.key()).startsWith("bad-"));
        assertThat(router.count("promptyard.router.buried")).isEqualTo(10);
    }

    @Test
    void shouldNotEndAnAcceptedPromptWhenCorruptBytesHaveItsKey() {
        // Given
        router.send(prompt("p-1"));

        // When
        router.sendRaw("p-1", new byte[] {9, 9});

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(1);
        assertThat(router.deadLetters())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.value().source().rawValue()).isEqualTo(ByteBuffer.wrap(new byte[] {9, 9})));
        assertThat(router.responses()).isEmpty();
    }

    @Test
    void shouldNotEndAnAcceptedPromptWhenAnEmptyRecordHasItsKey() {
        // Given
        router.send(prompt("p-1"));

        // When
        router.send("p-1", null);

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(1);
        assertThat(router.deadLetters()).hasSize(1);
        assertThat(router.responses()).isEmpty();
    }

    @Test
    void shouldRefuseOnceAndBuryAGoodPromptWhenItComesUnderARefusedId() {
        // Given
        router.sendRaw("p-1", new byte[] {9, 9});

        // When
        router.send(prompt("p-1").withIngress(null, 2));

        // Then
        assertThat(router.responses()).hasSize(1);
        assertThat(router.answeredAgain).containsExactly("p-1@0->2");
        assertThat(router.dispatches(OPENAI)).isEmpty();
        assertThat(router.deadLetters())
                .extracting(letter -> letter.value().kind())
                .containsExactly(FailureKind.INVALID_REQUEST, FailureKind.DUPLICATE);
    }

    @Test
    void shouldRefuseOnceAndBuryEachWhenBadRecordsShareAnId() {
        // When
        router.sendRaw("p-1", new byte[] {9, 9});
        router.send("p-1", null);
        router.send("p-1", prompt("p-2"));

        // Then
        assertThat(router.responses()).hasSize(1);
        assertThat(router.answeredAgain).containsExactly("p-1@0->null", "p-1@0->null");
        assertThat(router.deadLetters()).hasSize(3);
    }

    @Test
    void shouldForgetARefusedIdAfterADay() {
        // Given
        router.sendRaw("p-1", new byte[] {9, 9});
        router.clock.advance(Duration.ofHours(25));

        // When
        router.send(prompt("p-1"));

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(1);
    }

    private DeadLetter assertBuriedAndRefused(String key, String offset) {
        assertThat(router.responses()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(key);
            FinalResponse response = record.value();
            assertThat(response.id().value()).isEqualTo(key);
            assertThat(((Refusal) response.result()).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        });
        var letters = router.deadLetters();
        assertThat(letters).hasSize(1);
        TestRecord<String, DeadLetter> letter = letters.getFirst();
        assertThat(letter.key()).isEqualTo(key);
        assertThat(header(letter, "topic")).isEqualTo("promptyard.prompts");
        assertThat(header(letter, "partition")).isEqualTo("0");
        assertThat(header(letter, "offset")).isEqualTo(offset);
        assertThat(header(letter, "exception")).isNotEmpty();
        assertThat(header(letter, "message")).isNotEmpty();
        assertThat(letter.headers().lastHeader("__streams.errors.stacktrace")).isNotNull();
        assertThat(router.dispatches(OPENAI)).isEmpty();
        return letter.value();
    }

    private static String header(TestRecord<String, ?> record, String name) {
        return new String(
                record.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
    }
}
