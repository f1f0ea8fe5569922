package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.connector.Call;
import io.promptyard.connector.ConnectorKit;
import io.promptyard.connector.OnHangUp;
import io.promptyard.connector.OnHangUp.Policy;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.health.HealthBoard;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What holds of abandoned calls in whatever dialect. */
class AbandonedCallTest extends ConnectorKit {
    private final Dispatch dispatch = Prompts.dispatch(target(), PromptBody.ofUser("Hello"), true);

    @Override
    protected String dialect() {
        return "openai";
    }

    @Override
    protected String expectedPath() {
        return "/v1/chat/completions";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }

    @Test
    void shouldStopWhenMoreComesThanIsReadForNobody() throws Exception {
        // Given
        Buffer whole = ScriptedProvider.resource("openai/text-200.sse");
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        provider.replyInTwo(streamType(), whole, whole.length() - 20, hungUp);
        try (ProviderConnector sparing = connector(new OnHangUp(Policy.FINISH, LONG, 10, null))) {
            Call call = Call.start(sparing, dispatch);
            await("content").until(() -> !call.deltas().isEmpty());

            // When
            call.abandon();
            hungUp.complete(null);

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(call.failed().message()).contains("a reply of more than");
        }
    }

    @Test
    void shouldHoldItsFailureAgainstTheTargetAndNotTryAnotherKeyWhenNobodyWaits() throws Exception {
        // Given
        HealthBoard board = HealthBoard.quiet();
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        provider.script(request ->
                hungUp.thenRun(() -> request.response().setStatusCode(500).end("{}")));
        try (ProviderConnector connector = connector(OnHangUp.FINISH, 8, board)) {
            Call call = Call.start(connector, dispatch);
            await("call is open").until(() -> !provider.received().isEmpty());

            // When
            call.abandon();
            hungUp.complete(null);

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(call.failed().message()).startsWith("the caller hung up; then PROVIDER_ERROR");
            assertThat(call.failed().httpStatus()).as("which is billed nowhere").isEqualTo(500);
            assertThat(board.view("", Instant.EPOCH))
                    .filteredOn(health -> health.model() != null)
                    .extracting(ProviderHealth::failures)
                    .containsExactly(1L);
        }
    }

    @Test
    void shouldHaveCostNothingWhenItWasNotSentYet() throws Exception {
        // Given
        provider.script(request -> {});
        try (ProviderConnector single = connector(OnHangUp.FINISH, 1, HealthBoard.quiet())) {
            Call.start(single, dispatch);
            await("the only connection is taken")
                    .until(() -> !provider.received().isEmpty());
            Call call = Call.start(single, dispatch);

            // When
            call.abandon();

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(call.failed().usage()).isEqualTo(TokenUsage.of(0, 0));
        }
    }

    @Test
    void shouldEndTheRequestWhenTheConnectorIsClosedMeanwhile() throws Exception {
        // Given
        provider.replyAndHang(streamType(), afterContent());
        Call call = Call.start(connector, dispatch);
        await("content").until(() -> !call.deltas().isEmpty());
        call.abandon();

        // When
        connector.close();

        // Then
        assertThat(call.failed().kind()).as("nobody is to call again").isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    void shouldKeepUsageThatRunsOnEveryChunkApartWhenTheStreamIsCut() throws Exception {
        // Given
        provider.reply(200, streamType(), Buffer.buffer("""
                data: {"choices":[{"index":0,"delta":{"content":"The"}}],"usage":{"prompt_tokens":25,"completion_tokens":1}}

                data: {"choices":[{"index":0,"delta":{"content":" end"}}],"usage":{"prompt_tokens":25,"completion_tokens":2}}

                """));

        // When
        Call call = streaming(PromptBody.ofUser("Hello"));

        // Then
        assertThat(call.failed().usage()).as("a running count is no bill").isNull();
        assertThat(call.failed().usageSoFar()).isEqualTo(TokenUsage.of(25, 2));
    }

    @Test
    void shouldKeepUsageOfABodyThatIsNoAnswer() throws Exception {
        // Given
        provider.reply(200, "application/json", Buffer.buffer("""
                {"choices": [], "usage": {"prompt_tokens": 25, "completion_tokens": 2}}"""));

        // When
        Call call = plain(PromptBody.ofUser("Hello"));

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
        assertThat(call.failed().usage()).isEqualTo(TokenUsage.of(25, 2));
    }

    @Test
    void shouldHangUpForARouteThatIsToBeStopped() throws Exception {
        // Given
        provider.replyAndHang(streamType(), afterContent());
        OnHangUp byRoute = new OnHangUp(Policy.FINISH, LONG, 1024, null, Map.of(dispatch.route(), Policy.CANCEL));
        try (ProviderConnector connector = connector(byRoute)) {
            Call call = Call.start(connector, dispatch);
            await("content").until(() -> !call.deltas().isEmpty());

            // When
            call.abandon();

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
            await("connection is given up").until(() -> provider.hungUp() > 0);
        }
    }

    @Test
    void shouldNotReadOnWhenTheCallIsExpectedToCostTooMuch() {
        assertThat(OnHangUp.FINISH.readsOn("r", BigDecimal.ONE)).isTrue();
        assertThat(OnHangUp.FINISH.readsOn("r", new BigDecimal("1.01"))).isFalse();
        assertThat(OnHangUp.FINISH.readsOn("r", null)).as("not known").isTrue();
        assertThat(OnHangUp.CANCEL.readsOn("r", BigDecimal.ZERO)).isFalse();
    }

    @Test
    void shouldGoByTheRouteWhereItHasAWayOfItsOwn() {
        // Given
        OnHangUp how = new OnHangUp(Policy.CANCEL, LONG, 1, null, Map.of("dear", Policy.FINISH));

        // Then
        assertThat(how.readsOn("dear", null)).isTrue();
        assertThat(how.readsOn("other", null)).isFalse();
    }
}
