package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How every connector ends a call that does not end by itself: time limits, cancellation, closing. */
public abstract class ProviderPatienceContract extends ConnectorKit {
    @Test
    void shouldNameConnectTimeoutWhenNoConnectionIsFree() throws Exception {
        // Given
        provider.script(request -> {});
        ProviderConnector single =
                connector(provider.uri(), new CallTimeouts(Duration.ofSeconds(2), LONG, LONG, LONG), 1);
        Call first = Call.start(single, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false));
        await("the only connection is taken").until(() -> !provider.received().isEmpty());

        // When
        Failed failed = Call.start(single, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false))
                .failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("connect timeout");
        single.close();
        assertThat(first.failed().kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void shouldNameFirstTokenTimeoutWhenProviderHangs() throws Exception {
        // Given
        provider.script(request -> {});

        // When
        Failed failed = impatient(new CallTimeouts(LONG, SHORT, LONG, LONG), false);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("first-token timeout");
        await("connection is given up").until(() -> provider.hungUp() > 0);
    }

    @Test
    void shouldNameFirstTokenTimeoutWhenStreamHangsBeforeContent() throws Exception {
        // Given
        provider.replyAndHang(streamType(), beforeContent());

        // When
        Failed failed = impatient(new CallTimeouts(LONG, SHORT, LONG, LONG), true);

        // Then
        assertThat(failed.message()).startsWith("first-token timeout");
        assertThat(failed.chunks()).isZero();
    }

    @Test
    void shouldNameIdleTimeoutWhenStreamHangsAfterContent() throws Exception {
        // Given
        provider.replyAndHang(streamType(), afterContent());

        // When
        Failed failed = impatient(new CallTimeouts(LONG, LONG, SHORT, LONG), true);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("idle timeout");
        assertThat(failed.chunks()).isPositive();
    }

    @Test
    void shouldNameTotalTimeoutWhenNothingElseEndsTheCall() throws Exception {
        // Given
        provider.script(request -> {});

        // When
        Failed failed = impatient(new CallTimeouts(LONG, LONG, LONG, SHORT), false);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("total timeout");
    }

    @Test
    void shouldHangUpWhenCancelled() throws Exception {
        // Given
        provider.replyAndHang(streamType(), afterContent());
        Call call = streaming(PromptBody.ofUser("Hello"));
        await("content").until(() -> !call.deltas().isEmpty());

        // When
        call.cancel();
        call.cancel();

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(call.failed().chunks()).isEqualTo(call.deltas().size());
        await("connection is given up").until(() -> provider.hungUp() > 0);
    }

    @Test
    void shouldEndOpenCallsAsNetworkWhenClosed() throws Exception {
        // Given
        provider.script(request -> {});
        Call call = plain(PromptBody.ofUser("Hello"));
        await("call is open").until(() -> !provider.received().isEmpty());

        // When
        connector.close();

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(plain(PromptBody.ofUser("Hello")).failed().kind()).isEqualTo(FailureKind.NETWORK);
    }

    private Failed impatient(CallTimeouts timeouts, boolean stream) throws Exception {
        try (ProviderConnector other = connector(provider.uri(), timeouts)) {
            return Call.start(other, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), stream))
                    .failed();
        }
    }
}
