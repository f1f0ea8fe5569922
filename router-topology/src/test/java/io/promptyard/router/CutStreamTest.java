package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that break off: what the caller had by then is in the dead letter. */
class CutStreamTest {
    private static final TokenUsage SO_FAR = TokenUsage.of(7, 2);

    @TempDir
    Path state;

    private WorkerFixture worker;

    @BeforeEach
    void start() {
        worker = new WorkerFixture(state);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void shouldBuryWhatTheCallerReceivedWhenTheStreamBreaksAfterContent() {
        // Given
        stream("p-1");
        say(new ChoiceDelta(0, null, "Hel", List.of(), null, "{\"reasoning_content\":\"Hm.\"}"));
        say(new ChoiceDelta(0, null, "lo", List.of(new ToolCallDelta(0, "c", "f", "{\"a", "{}")), null, "{}"));

        // When
        worker.end(broken(FailureKind.NETWORK, 2));

        // Then
        DeadLetter letter = onlyLetter();
        PartialAnswer received = letter.received();
        assertThat(received).isNotNull();
        assertThat(received.chunks())
                .isEqualTo(worker.publisher.chunks().size())
                .isEqualTo(2);
        assertThat(received.leftOutCharacters()).isZero();
        Completion.Choice choice = onlyChoice(received);
        assertThat(choice.message().text()).isEqualTo("Hello");
        assertThat(choice.message().toolCalls()).containsExactly(new ToolCall("c", "f", "{\"a", "function", "{}"));
        assertThat(choice.message().extra()).isEqualTo("{\"reasoning_content\":\"Hm.\"}");
        assertThat(choice.finishReason()).isEqualTo(FinishReason.UNKNOWN);
        assertThat(letter.usage()).isNull();
        assertThat(letter.usageSoFar()).isEqualTo(SO_FAR);
        assertThat(letter.request()).isEqualTo(prompt("p-1").withStream(true));
        assertThat(worker.reroutes()).isEmpty();
        assertThat(worker.responses())
                .singleElement()
                .satisfies(response ->
                        assertThat(((Refusal) response.result()).chunks()).isEqualTo(2));
    }

    @Test
    void shouldBuryNoAnswerWhenNothingHadCome() {
        // Given
        stream("p-1");

        // When
        worker.end(broken(FailureKind.INVALID_REQUEST, 0));

        // Then
        DeadLetter letter = onlyLetter();
        assertThat(letter.received()).isNull();
        assertThat(letter.usageSoFar()).isEqualTo(SO_FAR);
    }

    @Test
    void shouldTryNobodyElseWhenTheConnectorItselfBreaksAfterContent() {
        // Given
        stream("p-1");
        say(new ChoiceDelta(0, null, "Hel", List.of(), null, "{}"));

        // When: a failure that does not know of pieces
        worker.end(Failed.of(FailureKind.NETWORK, "broke", 5));

        // Then
        assertThat(worker.reroutes()).isEmpty();
        assertThat(onlyChoice(onlyLetter().received()).message().text()).isEqualTo("Hel");
    }

    private void stream(String id) {
        worker.dispatch(dispatch(prompt(id).withStream(true), GPT, 1, 3));
    }

    private void say(ChoiceDelta choice) {
        worker.connector.last().chunks().accept(new CompletionDelta(List.of(choice), "{}"));
    }

    private static Failed broken(FailureKind kind, int chunks) {
        return new Failed(kind, "the reply was cut", 200, null, null, 10, 5L, chunks, null, SO_FAR);
    }

    private DeadLetter onlyLetter() {
        List<DeadLetter> letters = worker.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static Completion.Choice onlyChoice(PartialAnswer received) {
        Completion completion = ((CompletionContent.Clear) received.body()).completion();
        assertThat(completion.choices()).hasSize(1);
        return completion.choices().getFirst();
    }
}
