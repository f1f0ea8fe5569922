package io.promptyard.router.deadletter;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.START;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static io.promptyard.router.fixture.Prompts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.fixture.Prompts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ErrorHeadersTest {
    private final DeadLetterFactory letters = new DeadLetterFactory("promptyard-router");
    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void shouldTellAllSixWhenARecordCannotBeRead() {
        // When
        ErrorHeaders.write(headers, unreadable(new IllegalStateException("x")), new IllegalStateException("x"));

        // Then
        assertThat(text(ErrorHeaders.EXCEPTION)).isEqualTo("java.lang.IllegalStateException");
        assertThat(text(ErrorHeaders.MESSAGE)).isEqualTo("value: must be Avro");
        assertThat(text(ErrorHeaders.STACKTRACE)).contains("at io.promptyard.router.deadletter.ErrorHeadersTest");
        assertThat(text(ErrorHeaders.TOPIC)).isEqualTo("promptyard.prompts");
        assertThat(text(ErrorHeaders.PARTITION)).isEqualTo("3");
        assertThat(text(ErrorHeaders.OFFSET)).isEqualTo("77");
    }

    @Test
    void shouldHoldNoPayloadWhenExceptionsQuoteIt() {
        // Given
        Exception cause =
                new IllegalStateException(Prompts.SECRET, new IllegalArgumentException("got " + Prompts.SECRET));

        // When
        ErrorHeaders.write(headers, unreadable(cause), cause);

        // Then
        assertNoSecret();
        assertThat(text(ErrorHeaders.STACKTRACE)).contains("Caused by: java.lang.IllegalArgumentException");
    }

    @Test
    void shouldHoldNoPayloadWhenTheProviderQuotesIt() {
        // Given
        DeadLetter letter = letters.exhausted(
                dispatch("p-1", GPT, 1, 0),
                FailureKind.INVALID_REQUEST,
                "openai/gpt-4o: cannot do '" + Prompts.SECRET + "'",
                status(FailureKind.INVALID_REQUEST, 400, null),
                List.of(),
                START);

        // When
        ErrorHeaders.write(headers, letter, null);

        // Then
        assertNoSecret();
        assertThat(text(ErrorHeaders.MESSAGE))
                .isEqualTo("INVALID_REQUEST at verdict, last target openai/gpt-4o, status 400");
    }

    @Test
    void shouldReplaceWhatAnEarlierStepWrote() {
        // Given
        headers.add(ErrorHeaders.MESSAGE, new byte[] {1});

        // When
        ErrorHeaders.write(headers, unreadable(new IllegalStateException()), null);

        // Then
        assertThat(headers.headers(ErrorHeaders.MESSAGE)).hasSize(1);
    }

    private DeadLetter unreadable(Exception cause) {
        byte[] secret = Prompts.SECRET.getBytes(StandardCharsets.UTF_8);
        var corpse = new Undertaker.Corpse(
                "promptyard.prompts",
                3,
                77,
                null,
                secret,
                headers,
                "read-prompts",
                "0_3",
                FailureKind.INVALID_REQUEST,
                "value: must be Avro",
                cause);
        return letters.undecodable(corpse, START);
    }

    private void assertNoSecret() {
        assertThat(headers.toArray())
                .isNotEmpty()
                .noneMatch(header -> new String(header.value(), StandardCharsets.UTF_8).contains(Prompts.SECRET));
    }

    private String text(String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
