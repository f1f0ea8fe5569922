package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveCaseTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final PromptRequest PROMPT = PromptRequest.of(new RequestId("a"), AT, PromptBody.ofUser("?"));

    @Test
    void shouldTakeTheCapsRefusalForNoWordOfTheCandidate() {
        // When
        LiveCase beyond = ended(
                FailureKind.OVER_BUDGET,
                "budget experiment has not enough left: at most 6.40 USD for the call, 5 USD per ever, which ends at never");
        // Then
        assertThat(beyond.beyondCap()).isTrue();
        assertThat(beyond.response()).isNull();
    }

    @Test
    void shouldKeepARefusalOfTheCandidatesOwn() {
        // When / Then: a ceiling of a single request, or no target
        assertThat(ended(FailureKind.OVER_BUDGET, "0.02 over the ceiling of 0.01 USD")
                        .response())
                .isNotNull();
        assertThat(ended(FailureKind.UNROUTABLE, "budget experiment ").beyondCap())
                .isFalse();
    }

    private static LiveCase ended(FailureKind kind, String message) {
        return LiveCase.ended(
                "a",
                PROMPT,
                FinalResponse.of(
                        PROMPT,
                        AT,
                        new Refusal(kind, message, 402, null, null, null, null, "", 0),
                        0,
                        BigDecimal.ZERO));
    }
}
