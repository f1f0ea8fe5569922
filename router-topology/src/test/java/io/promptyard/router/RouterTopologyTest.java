package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.ANTHROPIC;
import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Reroute;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.topic.RecordHeaders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTopologyTest {
    @TempDir
    Path state;

    private RouterFixture router;

    @BeforeEach
    void start() {
        router = new RouterFixture(state, GPT, CLAUDE);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void shouldDispatchWithItsDecisionWhenAPromptArrives() {
        // When
        router.send(prompt("p-1"));

        // Then
        assertThat(router.dispatches(OPENAI)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("p-1");
            assertThat(record.value().target()).isEqualTo(GPT);
            assertThat(record.value().request()).isEqualTo(prompt("p-1"));
            assertThat(record.value().prompt().classification()).isEqualTo(Prompts.classification());
            assertThat(record.value().deadline()).isEqualTo(Prompts.START.plus(Duration.ofMinutes(10)));
        });
        assertThat(router.decisions()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("p-1");
            assertThat(record.value().target()).isEqualTo(GPT);
        });
        assertThat(router.responses()).isEmpty();
        assertThat(router.deadLetters()).isEmpty();
    }

    @Test
    void shouldDecideAgainWithoutClassifyingWhenAPromptComesBack() {
        // Given
        router.send(prompt("p-1"));

        // When
        router.reroute(rerouted("p-1", 1));

        // Then
        assertThat(router.classifier.classified()).containsExactly("p-1");
        assertThat(router.policy.decided()).hasSize(2);
        assertThat(router.dispatches(ANTHROPIC)).singleElement().satisfies(record -> {
            assertThat(record.value().attempt()).isEqualTo(2);
            assertThat(record.value().prompt().attempts()).hasSize(1);
        });
        assertThat(router.decisions()).hasSize(2);
    }

    @Test
    void shouldRefuseWithTheCostSoFarWhenNoTargetIsLeft() {
        // When
        router.reroute(rerouted("p-1", 2));

        // Then
        FinalResponse response = onlyResponse();
        assertThat(response.attempts()).isEqualTo(2);
        assertThat(response.costUsd()).isEqualByComparingTo("0.02");
        assertThat(((Refusal) response.result()).target()).isEqualTo(GPT);
        assertThat(router.deadLetters())
                .singleElement()
                .satisfies(record -> assertThat(record.value().attempts()).hasSize(2));
    }

    @Test
    void shouldRefuseWithADeadLetterWhenUnroutable() {
        // Given
        router.policy.refuse("p-1");

        // When
        router.send(prompt("p-1"));

        // Then
        FinalResponse response = onlyResponse();
        assertThat(response.costUsd()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(response.result()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(FailureKind.UNROUTABLE);
            assertThat(refusal.httpStatus()).isEqualTo(503);
            assertThat(refusal.retryAfterMillis()).isEqualTo(1_500);
            assertThat(refusal.deadLetter()).isEqualTo("p-1");
        });
        TestRecord<String, DeadLetter> letter = onlyDeadLetter();
        assertThat(letter.value().request()).isEqualTo(prompt("p-1"));
        assertThat(letter.value().kind()).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(header(letter, "topic")).isEqualTo("promptyard.prompts");
        assertThat(header(letter, "offset")).isEqualTo("0");
        assertThat(router.decisions())
                .singleElement()
                .satisfies(record -> assertThat(record.value().target()).isNull());
    }

    @Test
    void shouldRefuseAsInternalAndGoOnWhenTheClassifierThrows() {
        // Given
        router.classifier.failOn("p-1", new IllegalStateException(Prompts.SECRET));

        // When
        router.send(prompt("p-1"));
        router.send(prompt("p-2"));

        // Then
        assertInternal();
        assertThat(router.dispatches(OPENAI)).extracting(TestRecord::key).containsExactly("p-2");
    }

    @Test
    void shouldRefuseAsInternalAndGoOnWhenAPromptOverflowsTheStack() {
        // Given
        router.classifier.failOn("p-1", new StackOverflowError());

        // When
        router.send(prompt("p-1"));
        router.send(prompt("p-2"));

        // Then
        assertInternal();
        assertThat(router.dispatches(OPENAI)).extracting(TestRecord::key).containsExactly("p-2");
    }

    @Test
    void shouldRefuseAsInternalAndGoOnWhenThePolicyThrows() {
        // Given
        router.policy.failOn("p-1");

        // When
        router.send(prompt("p-1"));
        router.send(prompt("p-2"));

        // Then
        assertInternal();
        assertThat(router.dispatches(OPENAI)).extracting(TestRecord::key).containsExactly("p-2");
    }

    @Test
    void shouldRefuseAsInternalWhenTheDecisionNamesAProviderWithoutWorker() {
        // Given
        try (RouterFixture other =
                new RouterFixture(state.resolve("other"), io.promptyard.model.Target.of("nobody", "m"))) {
            // When
            other.send(prompt("p-1"));

            // Then
            assertThat(other.responses())
                    .singleElement()
                    .satisfies(record -> assertThat(((Refusal) record.value().result()).kind())
                            .isEqualTo(FailureKind.INTERNAL));
            assertThat(other.deadLetters()).hasSize(1);
        }
    }

    @Test
    void shouldPutTheHeadersIntoTheFieldsWhenAProducerSetsThem() {
        // Given
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        headers.add(RecordHeaders.TRACEPARENT, "00-abc-def-01".getBytes(StandardCharsets.UTF_8));
        headers.add(RecordHeaders.REPLY_PARTITION, RecordHeaders.replyPartition(3));

        // When
        router.send(prompt("p-1"), headers);

        // Then
        assertThat(router.dispatches(OPENAI)).singleElement().satisfies(record -> {
            assertThat(record.value().request().traceparent()).isEqualTo("00-abc-def-01");
            assertThat(record.value().request().replyPartition()).isEqualTo(3);
        });
    }

    @Test
    void shouldCountAndDropWhenTheSamePromptComesAgain() {
        // When
        router.send(prompt("p-1"));
        router.send(prompt("p-1"));

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(1);
        assertThat(router.responses()).isEmpty();
        assertThat(router.deadLetters()).isEmpty();
        assertThat(router.count("promptyard.router.repeated")).isEqualTo(1);
    }

    @Test
    void shouldAnswerFromTheFirstWhenTheSamePromptComesAgainAfterItsEnd() {
        // Given
        router.policy.refuse("p-1");
        router.send(prompt("p-1"));

        // When
        router.send(prompt("p-1").withIngress(null, 2));

        // Then
        assertThat(router.answeredAgain).containsExactly("p-1@0->2");
        assertThat(router.responses()).hasSize(1);
    }

    @Test
    void shouldBuryWithoutAResponseWhenAnotherPromptHasTheSameId() {
        // When
        router.send(prompt("p-1"));
        router.send(prompt("p-1", "something else"));

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(1);
        assertThat(router.responses()).isEmpty();
        assertThat(onlyDeadLetter().value().kind()).isEqualTo(FailureKind.DUPLICATE);
    }

    @Test
    void shouldAcceptAgainWhenTheIdIsOlderThanADay() {
        // Given
        router.send(prompt("p-1"));

        // When
        router.clock.advance(Duration.ofHours(25));
        router.send(prompt("p-1"));

        // Then
        assertThat(router.dispatches(OPENAI)).hasSize(2);
    }

    @Test
    void shouldStampTheWallClockWhenTheProducersClockIsWrong() {
        // Given
        router.clock.advance(Duration.ofMinutes(3));

        // When
        router.sendAt(prompt("p-1"), 0);

        // Then
        long now = Prompts.START.plus(Duration.ofMinutes(3)).toEpochMilli();
        assertThat(router.dispatches(OPENAI))
                .singleElement()
                .satisfies(record -> assertThat(record.timestamp()).isEqualTo(now));
        assertThat(router.decisions())
                .singleElement()
                .satisfies(record -> assertThat(record.timestamp()).isEqualTo(now));
    }

    private void assertInternal() {
        FinalResponse response = onlyResponse();
        assertThat(((Refusal) response.result()).kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(((Refusal) response.result()).message()).doesNotContain(Prompts.SECRET);
        TestRecord<String, DeadLetter> letter = onlyDeadLetter();
        assertThat(letter.value().kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(letter.value().message()).doesNotContain(Prompts.SECRET);
        assertThat(letter.headers())
                .noneMatch(header -> new String(header.value(), StandardCharsets.UTF_8).contains(Prompts.SECRET));
    }

    private FinalResponse onlyResponse() {
        List<TestRecord<String, FinalResponse>> responses = router.responses();
        assertThat(responses).hasSize(1);
        assertThat(responses.getFirst().key()).isEqualTo("p-1");
        return responses.getFirst().value();
    }

    private TestRecord<String, DeadLetter> onlyDeadLetter() {
        List<TestRecord<String, DeadLetter>> letters = router.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static String header(TestRecord<String, ?> record, String name) {
        return new String(
                record.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
    }

    private static Reroute rerouted(String id, int attempts) {
        PromptRequest request = prompt(id);
        AttemptSummary failed = new AttemptSummary(
                1,
                id + "#1.1",
                GPT,
                FailureKind.OVERLOADED,
                "busy",
                503,
                null,
                Prompts.START,
                10,
                new BigDecimal("0.01"));
        ClassifiedPrompt classified = Prompts.classified(request);
        return new Reroute(
                new RequestId(id),
                Prompts.START,
                new ClassifiedPrompt(
                        request,
                        classified.classification(),
                        java.util.Collections.nCopies(attempts, failed),
                        classified.deadline(),
                        "scripted-route"));
    }
}
