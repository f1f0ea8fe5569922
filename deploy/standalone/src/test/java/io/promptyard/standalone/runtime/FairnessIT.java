package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.simulator.BookedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tenant with twenty thousand prompts for a provider that has room for six calls of two seconds. */
class FairnessIT {
    private static final int MANY = 20_000;
    /** Open calls and look-ahead of three tasks, see {@link TestYard}; one tenant has half of the look-ahead. */
    private static final int TAKEN_IN = 6 + 24 / 2;

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
    void shouldAnswerOthersAfterAFewCallsWhenOneTenantHasTwentyThousandBeforeThem() throws Exception {
        // Given
        produce(MANY, "greedy", "slow/many--slow2000");
        Awaitility.await("all of them are read past")
                .atMost(Duration.ofMinutes(3))
                .until(() -> meter("promptyard_worker_lag") > MANY / 2
                        && meter("promptyard_worker_lag") == meter("promptyard_worker_parked")
                        && meter("promptyard_worker_parked")
                                        + calls("many--slow2000").size()
                                        + TAKEN_IN
                                >= MANY);
        double takenIn = meter("promptyard_worker_pending");
        int before = calls("many--slow2000").size();

        // When
        produce(1, "modest", "slow/one--slow2000");
        produce(1, "other", "mistral/mistral-small-latest");
        try (TopicTail<FinalResponse> tail = yard.tail(yard.topics.responses())) {
            FinalResponse other = tail.await("other-0", 1).getFirst().value();
            FinalResponse modest = tail.await("modest-0", 1).getFirst().value();

            // Then
            assertThat(other.result()).isInstanceOf(Answer.class);
            assertThat(modest.result()).isInstanceOf(Answer.class);
        }
        BookedCall single = calls("one--slow2000").getFirst();
        long between = calls("many--slow2000").stream()
                        .filter(call -> call.at().isBefore(single.at()))
                        .count()
                - before;
        assertThat(between)
                .as("calls of the greedy tenant before the single prompt")
                .isLessThanOrEqualTo(30);
        assertThat(takenIn).isLessThanOrEqualTo(TAKEN_IN + 6);
        assertThat(meter("promptyard_worker_crowded")).isEqualTo(TestYard.PARTITIONS);
        assertThat(meter("promptyard_worker_oldest_seconds")).isPositive();
    }

    private static void produce(int prompts, String tenant, String model) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "linger.ms", 20),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            for (int i = 0; i < prompts; i++) {
                String id = tenant + "-" + i;
                producer.send(new ProducerRecord<>(yard.topics.prompts().name(), id, prompt(id, tenant, model)));
            }
        }
    }

    private static PromptRequest prompt(String id, String tenant, String model) {
        PromptRequest plain = PromptRequest.of(new RequestId(id), Instant.now(), PromptBody.ofUser("Name a river"));
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                Instant.now().plus(Duration.ofHours(1)),
                tenant,
                plain.endpoint(),
                plain.tags(),
                model,
                plain.constraints(),
                plain.body(),
                false,
                null,
                null,
                null);
    }

    private static List<BookedCall> calls(String model) {
        return yard.calls("slow", model);
    }

    /** The sum of a gauge over the states of the provider {@code slow}. */
    private static double meter(String name) {
        return Pattern.compile("(?m)^" + name + "\\{[^}]*provider=\"slow\"[^}]*} (\\S+)$")
                .matcher(yard.promptyard.scrape())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .sum();
    }
}
