package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.OPENAI;
import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMeter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The router's graph while every target is cooling. */
class WaitingTopologyTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TempDir
    Path state;

    private RouterFixture router;

    @BeforeEach
    void start() {
        router = new RouterFixture(state, GPT);
        router.policy.coolUntil(Prompts.START.plusSeconds(20));
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void shouldWaitAndGoOutByPriorityWhenTheTargetIsBack() {
        // Given
        router.send(prompt("low").withPriority(0));
        router.send(prompt("usual"));
        router.send(prompt("high").withPriority(9));
        assertThat(router.dispatches(OPENAI)).isEmpty();
        assertThat(gauge()).isEqualTo(3);
        // When
        tick(Duration.ofSeconds(20));
        // Then
        assertThat(sent()).containsExactly("high", "usual", "low");
        assertThat(router.responses()).isEmpty();
        assertThat(gauge()).isZero();
        assertThat(router.meters
                        .get(RouterMeter.WAITED.id())
                        .tag("how", "out")
                        .timer()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void shouldLetTheOneThatWaitedLongGoBeforeAHigherThatCameLate() {
        // Given
        router.policy.coolUntil(Prompts.START.plusSeconds(60));
        router.send(prompt("old").withPriority(1));
        tick(Duration.ofSeconds(55));
        router.send(prompt("late").withPriority(6));
        router.policy.roomFor(1);
        // When: 1 and five steps of ten seconds
        tick(Duration.ofSeconds(5));
        // Then
        assertThat(sent()).containsExactly("old");
    }

    @Test
    void shouldRecordWhyItWaitsAndThenWhereItGoes() {
        // Given
        router.send(prompt("p-1"));
        tick(Duration.ofSeconds(5));
        // When
        tick(Duration.ofSeconds(15));
        // Then
        List<RoutingDecision> decisions =
                router.decisions().stream().map(each -> each.value()).toList();
        assertThat(decisions).hasSize(2);
        assertThat(decisions.getFirst().target()).isNull();
        assertThat(decisions.getLast().target()).isEqualTo(GPT);
        assertThat(decisions.getLast().at()).isEqualTo(Prompts.START.plusSeconds(20));
        assertThat(router.count(RouterMeter.DECIDED.id())).isEqualTo(1);
    }

    @Test
    void shouldEndWithOneRefusalAndItsDeadLetterWhenTheDeadlineComesFirst() {
        // Given
        router.policy.coolUntil(Prompts.START.plusSeconds(3_600));
        router.send(prompt("p-1"));
        // When
        tick(Duration.ofMinutes(10));
        tick(Duration.ofMinutes(10));
        // Then
        assertThat(router.responses()).singleElement().satisfies(record -> {
            Refusal refusal = (Refusal) record.value().result();
            assertThat(refusal.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
        });
        assertThat(router.deadLetters())
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo("p-1"));
        assertThat(router.dispatches(OPENAI)).isEmpty();
        assertThat(router.meters
                        .get(RouterMeter.WAITED.id())
                        .tag("how", "expired")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTraceAndBodyOfAPromptThatWaited() {
        // Given
        PromptRequest request = prompt("p-1");
        router.send(request, new RecordHeaders().add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8)));
        // When
        tick(Duration.ofSeconds(20));
        // Then
        assertThat(router.dispatches(OPENAI)).singleElement().satisfies(record -> {
            assertThat(record.value().request().body()).isEqualTo(request.body());
            assertThat(record.value().request().traceparent()).isEqualTo(TRACE);
            assertThat(record.headers().lastHeader("traceparent").value())
                    .isEqualTo(TRACE.getBytes(StandardCharsets.UTF_8));
            assertThat(record.timestamp())
                    .isEqualTo(Prompts.START.plusSeconds(20).toEpochMilli());
        });
    }

    private List<String> sent() {
        return router.dispatches(OPENAI).stream().map(each -> each.key()).toList();
    }

    private double gauge() {
        return router.meters.get(RouterMeter.WAITING.id()).gauge().value();
    }

    private void tick(Duration time) {
        router.clock.advance(time);
        router.driver.advanceWallClockTime(Duration.ofMillis(100));
    }
}
