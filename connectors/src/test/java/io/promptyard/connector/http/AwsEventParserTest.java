package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.connector.ScriptedProvider;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsEventParserTest {
    private final AwsEventParser parser = new AwsEventParser();
    private final Buffer frames = ScriptedProvider.resource("bedrock/after-content.events");

    @Test
    void shouldAnswerTheEventsBeforeWhatIsNoneWhenBothComeAtOnce() throws ReplyException {
        // Given
        List<SseEvent> whole = new AwsEventParser().feed(frames);

        // When
        List<SseEvent> events =
                parser.feed(frames.copy().appendString("this is no frame, but it is long enough for one"));

        // Then
        assertThat(events).isNotEmpty().isEqualTo(whole);
        assertThatThrownBy(parser::verify)
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        thrown -> assertThat(thrown.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE));
    }

    @Test
    void shouldWaitForTheRestWhenAFrameIsCut() throws ReplyException {
        // When
        List<SseEvent> before = parser.feed(frames.getBuffer(0, frames.length() - 1));
        parser.verify();
        List<SseEvent> rest = parser.feed(frames.getBuffer(frames.length() - 1, frames.length()));

        // Then
        assertThat(rest).hasSize(1);
        assertThat(before).hasSize(new AwsEventParser().feed(frames).size() - 1);
    }
}
