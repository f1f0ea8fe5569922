package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        Failed failed = impatient(new CallTimeouts(LONG, SHORT, LONG, LONG), true);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("first-token timeout");
        await("connection is given up").until(() -> provider.hungUp() > 0);
    }

    @Test
    void shouldWaitForAPlainReplyAsLongAsTheWholeCallMayTake() throws Exception {
        // Given: a head that comes after the first token's time
        CompletableFuture<Void> written = new CompletableFuture<>();
        provider.replyInTwo("application/json", ScriptedProvider.resource(recordings() + "/text-200.json"), 0, written);

        try (ProviderConnector other = connector(provider.uri(), new CallTimeouts(LONG, SHORT, LONG, LONG))) {
            // When
            Call call = Call.start(other, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false));
            await("call is open").until(() -> !provider.received().isEmpty());
            written.completeOnTimeout(null, 2 * SHORT.toMillis(), TimeUnit.MILLISECONDS);

            // Then
            assertThat(call.answered().usage().completionTokens()).isEqualTo(9);
        }
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
    void shouldReadAStreamToItsEndForNobodyWhenTheCallerHangsUp() throws Exception {
        // Given: all but its very end
        Buffer whole = ScriptedProvider.resource(recordings() + "/text-200" + streamSuffix());
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        provider.replyInTwo(streamType(), whole, whole.length() - 20, hungUp);
        Call call = streaming(PromptBody.ofUser("Hello"));
        await("content").until(() -> !call.deltas().isEmpty());

        // When
        call.abandon();
        call.abandon();
        hungUp.complete(null);

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(call.failed().usage())
                .extracting(TokenUsage::promptTokens, TokenUsage::completionTokens)
                .containsExactly(25L, 9L);
        assertThat(call.failed().chunks()).isEqualTo(call.deltas().size());
        assertThat(provider.hungUp()).isZero();
    }

    @Test
    void shouldReadAnAnswerForNobodyWhenTheCallerHangsUp() throws Exception {
        // Given
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        provider.replyInTwo("application/json", ScriptedProvider.resource(recordings() + "/text-200.json"), 0, hungUp);
        Call call = plain(PromptBody.ofUser("Hello"));
        await("call is open").until(() -> !provider.received().isEmpty());

        // When
        call.abandon();
        hungUp.complete(null);

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(call.failed().usage())
                .extracting(TokenUsage::promptTokens, TokenUsage::completionTokens)
                .containsExactly(25L, 9L);
    }

    @Test
    void shouldStopReadingForNobodyWhenTheEndDoesNotCome() throws Exception {
        // Given
        provider.replyAndHang(streamType(), afterContent());
        try (ProviderConnector brief = connector(new OnHangUp(OnHangUp.Policy.FINISH, SHORT, 1024 * 1024, null))) {
            Call call = Call.start(brief, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), true));
            await("content").until(() -> !call.deltas().isEmpty());

            // When
            call.abandon();

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(call.failed().message()).startsWith("reading-on timeout");
            assertThat(call.failed().usage()).isNull();
            await("connection is given up").until(() -> provider.hungUp() > 0);
        }
    }

    @Test
    void shouldHangUpWhenTheCallerDoesAndNothingIsToBeReadOn() throws Exception {
        // Given
        provider.replyAndHang(streamType(), afterContent());
        try (ProviderConnector stopping = connector(OnHangUp.CANCEL)) {
            Call call = Call.start(stopping, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), true));
            await("content").until(() -> !call.deltas().isEmpty());

            // When
            call.abandon();

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(call.failed().usage()).as("not said to the end").isNull();
            assertThat(call.failed().usageSoFar() != null).isEqualTo(tellsUsageEarly());
            await("connection is given up").until(() -> provider.hungUp() > 0);
        }
    }

    @Test
    void shouldKeepWhatWasSaidOfUsageWhenAStreamIsCut() throws Exception {
        // Given
        provider.replyAndBreak(streamType(), afterContent());

        // When
        Failed failed = streaming(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.usage()).as("not said to the end").isNull();
        if (tellsUsageEarly()) {
            assertThat(failed.usageSoFar()).isNotNull();
            assertThat(failed.usageSoFar().promptTokens()).isEqualTo(25);
            assertThat(failed.usageSoFar().completionTokens()).isBetween(1L, 9L);
        } else {
            assertThat(failed.usageSoFar()).isNull();
        }
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
