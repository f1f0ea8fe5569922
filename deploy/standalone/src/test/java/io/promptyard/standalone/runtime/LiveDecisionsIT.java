package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Task;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.RouteDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions know what calls were like, and can be made again from their records. */
class LiveDecisionsIT {
    private static TestYard yard;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldRecordWhatWasSeenOfTargetsSoThatTheDecisionCanBeMadeAgain() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<RoutingDecision> informed = new AtomicReference<>();
        // When
        Awaitility.await("a decision that knows of an answer")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    RoutingDecision decision = ask("live-" + asked.incrementAndGet());
                    informed.set(decision);
                    return decision.candidates().stream().anyMatch(LiveDecisionsIT::seen);
                });
        // Then
        RoutingDecision decision = informed.get();
        PromptRequest request = prompt(decision.id().value());
        ClassifiedPrompt prompt = new ClassifiedPrompt(
                request, decision.classification(), List.of(), Objects.requireNonNull(decision.deadline()), "");
        RouteDecision again =
                CostAwarePolicy.of(yard.config).decide(prompt, decision.at(), LiveState.recorded(decision));
        assertThat(again.record()).isEqualTo(decision);
    }

    @Test
    void shouldRecordExpectedCostAndTaskInBothAttempts() throws Exception {
        // When
        ask("priced");
        // Then
        try (TopicTail<ProviderAttempt> tail = yard.tail(yard.topics.attempts())) {
            assertThat(tail.await("priced", 2)).allSatisfy(record -> {
                assertThat(record.value().expectedCostUsd()).isPositive();
                assertThat(record.value().task()).isInstanceOf(Task.class);
            });
        }
    }

    private static boolean seen(Candidate candidate) {
        return candidate.targetState() != null && candidate.targetState().samples() > 0;
    }

    private static RoutingDecision ask(String id) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, prompt(id)))
                    .get();
        }
        try (TopicTail<RoutingDecision> tail = yard.tail(yard.topics.decisions())) {
            return tail.await(id, 1).getFirst().value();
        }
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), Instant.EPOCH, PromptBody.ofUser("Name three rivers of Europe"));
    }
}
