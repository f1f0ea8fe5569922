package io.promptyard.standalone.demo;

import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.standalone.demo.DemoPlan.Planned;
import io.promptyard.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends as any Kafka application would: a record on the prompts topic, the end on the responses topic. */
final class ProducerLane implements Lane, AutoCloseable {
    private final Producer<String, PromptRequest> producer;
    private final Topic<String, PromptRequest> prompts;
    private final Stories stories;
    private final String run;
    private final Clock clock;
    private final Duration patience;

    private ProducerLane(
            Producer<String, PromptRequest> producer,
            Topic<String, PromptRequest> prompts,
            Stories stories,
            String run,
            Clock clock,
            Duration patience) {
        this.producer = producer;
        this.prompts = prompts;
        this.stories = stories;
        this.run = run;
        this.clock = clock;
        this.patience = patience;
    }

    /** {@code run} begins every id, so that runs on the same data do not meet. */
    static ProducerLane connect(
            String bootstrapServers,
            Topic<String, PromptRequest> prompts,
            Stories stories,
            String run,
            Clock clock,
            Duration patience) {
        Producer<String, PromptRequest> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "promptyard-demo",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                prompts.keySerde().serializer(),
                prompts.valueSerde().serializer());
        return new ProducerLane(producer, prompts, stories, run, clock, patience);
    }

    @Override
    public Delivered deliver(Planned planned) throws InterruptedException {
        PromptRequest request = request(planned);
        String id = request.id().value();
        long sentNanos = System.nanoTime();
        try {
            producer.send(new ProducerRecord<>(prompts.name(), id, request)).get();
            FinalResponse response = stories.response(id).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return delivered(
                    planned,
                    response,
                    Duration.ofNanos(System.nanoTime() - sentNanos).toMillis());
        } catch (ExecutionException e) {
            return Delivered.failed(planned, id, "the broker did not take it: " + e.getCause());
        } catch (TimeoutException e) {
            return Delivered.failed(planned, id, "no response within " + patience.toSeconds() + " s");
        }
    }

    private PromptRequest request(Planned planned) {
        List<String> regions = planned.region().isEmpty() ? List.of() : List.of(planned.region());
        return new PromptRequest(
                new RequestId("%s-%04d".formatted(run, planned.number())),
                clock.instant(),
                null,
                PromptRequest.DEFAULT,
                PromptRequest.DEFAULT,
                Map.of("from", "demo"),
                planned.model(),
                new Constraints(regions, false, null, null, List.of()),
                PromptBody.ofUser(planned.text()),
                false,
                null,
                null,
                null);
    }

    private static Delivered delivered(Planned planned, FinalResponse response, long millis) {
        String id = response.id().value();
        return switch (response.result()) {
            case Answer answer ->
                new Delivered(
                        planned, id, false, 200, answer.target().toString(), AnswerText.of(answer), millis, null, null);
            case Refusal refusal ->
                new Delivered(
                        planned,
                        id,
                        true,
                        refusal.httpStatus(),
                        refusal.target() == null ? null : refusal.target().toString(),
                        "",
                        millis,
                        null,
                        null);
        };
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
