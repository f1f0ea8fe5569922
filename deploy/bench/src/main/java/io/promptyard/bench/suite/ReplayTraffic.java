package io.promptyard.bench.suite;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.model.TokenUsage;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.standalone.demo.DemoPrompt;
import io.promptyard.standalone.demo.DemoPrompts;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A log of traffic that never was, the same every time: prompts of the demo, decided by a policy, each with a call and some with a rating. */
final class ReplayTraffic {
    private static final int RATED = 20;

    private final CostAwarePolicy policy;
    private final Instant start;
    private final List<PromptBody> bodies = new ArrayList<>();
    private final List<Classification> classes = new ArrayList<>();
    private long records;
    private long bytes;

    /** @param start of the traffic: recent, or a broker deletes it by its age */
    ReplayTraffic(RouterConfig config, Instant start) {
        this.start = start;
        policy = CostAwarePolicy.of(config);
        HeuristicClassifier classifier = HeuristicClassifier.create(System::nanoTime);
        for (DemoPrompt each : DemoPrompts.load()) {
            PromptBody body = PromptBody.ofUser(each.prompt());
            bodies.add(body);
            classes.add(classifier.classify(PromptRequest.of(new RequestId("bench"), start, body)));
        }
    }

    /** How many records all topics together hold, and how many bytes of values. */
    record Written(long prompts, long records, long bytes) {}

    Written write(String bootstrap, RouterTopics topics, int prompts) {
        records = 0;
        bytes = 0;
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < prompts; i++) {
                prompt(producer, topics, i);
            }
            producer.flush();
        }
        return new Written(prompts, records, bytes);
    }

    private void prompt(KafkaProducer<byte[], byte[]> producer, RouterTopics topics, int i) {
        Instant at = start.plusMillis(20L * i);
        RequestId id = new RequestId("bench-" + i);
        PromptRequest request = PromptRequest.of(id, at, bodies.get(i % bodies.size()));
        Classification classification = classes.get(i % classes.size());
        send(producer, topics.prompts(), id, at, request);
        RoutingDecision decision = policy.decide(
                        new ClassifiedPrompt(request, classification, List.of(), at.plusSeconds(600), ""),
                        at.plusMillis(3),
                        new Seen(i))
                .record();
        send(producer, topics.decisions(), id, at.plusMillis(3), decision);
        if (decision.target() == null) {
            return;
        }
        send(producer, topics.attempts(), id, at.plusMillis(5), attempt(decision, ProviderAttempt.Phase.STARTED));
        send(producer, topics.attempts(), id, at.plusMillis(900), attempt(decision, ProviderAttempt.Phase.ENDED));
        if (i % RATED == 0) {
            Feedback rating = new Feedback(
                    id, at.plusSeconds(60), Feedback.Source.USER, i % 3 == 0 ? 0.0 : 1.0, null, null, null, null, "{}");
            send(producer, topics.feedback(), id, at.plusSeconds(60), rating);
        }
    }

    private <V> void send(
            KafkaProducer<byte[], byte[]> producer, Topic<String, V> topic, RequestId id, Instant at, V value) {
        byte[] written = topic.valueSerde().serializer().serialize(topic.name(), value);
        records++;
        bytes += written.length;
        producer.send(new ProducerRecord<>(
                topic.name(), null, at.toEpochMilli(), id.value().getBytes(StandardCharsets.UTF_8), written));
    }

    private static ProviderAttempt attempt(RoutingDecision decision, ProviderAttempt.Phase phase) {
        boolean ended = phase == ProviderAttempt.Phase.ENDED;
        Candidate chosen = decision.candidates().stream()
                .filter(each -> each.state() == Candidate.State.CHOSEN)
                .findFirst()
                .orElseThrow();
        return new ProviderAttempt(
                decision.id() + "/1",
                decision.id(),
                decision.at().plusMillis(ended ? 897 : 2),
                phase,
                1,
                chosen.target(),
                decision.route(),
                decision.tenant(),
                decision.endpoint(),
                Map.of(),
                ended,
                null,
                ended ? 200 : null,
                ended ? 895L : null,
                null,
                ended ? TokenUsage.of(decision.classification().promptTokens(), 200) : null,
                ended ? chosen.expectedCostUsd() : null,
                false,
                null,
                decision.classification().task(),
                chosen.expectedCostUsd());
    }

    /** All targets do well, each in its way. */
    private record Seen(int turn) implements LiveState {
        @Override
        public TargetState of(Target target) {
            int some = Math.floorMod(target.hashCode() + turn / 100, 50);
            return new TargetState(20 + some, 200.0 + some, 40.0 + some, some % 7, null, some / 100.0);
        }

        @Override
        public @Nullable Long outputTokens(Task task) {
            return 200L + turn % 50;
        }

        @Override
        public Long turn(String route) {
            return (long) turn;
        }
    }
}
