package io.promptyard.standalone.replay.live;

import io.promptyard.model.Candidate;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.Constraints;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A day's prompts in the topics of the standard lane, one answered after the other by one model. Each answer is one token. */
final class RecordedTraffic {
    static final Target MODEL = Target.of("openai", "gpt-4o");
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final BigDecimal COST = new BigDecimal("0.01");

    private RecordedTraffic() {}

    static void write(ClusterAddress cluster, int prompts) {
        write(cluster, prompts, 1);
    }

    /** @param tokens that an answer may have */
    static void write(ClusterAddress cluster, int prompts, int tokens) {
        TopicNames names = TopicNames.standard();
        try (TopicAdmin admin = new TopicAdmin(cluster.bootstrapServers(), Map.of(), Duration.ofSeconds(60))) {
            admin.createMissing(new TopicCatalogue(names, 2)
                    .topics(List.of()).stream().map(WantedTopic::of).toList());
        }
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        cluster.client(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            RouterTopics topics = RouterTopics.of(names, serdes);
            for (int i = 0; i < prompts; i++) {
                String id = "p-" + i;
                Task task = i % 3 == 0 ? Task.CODE : Task.CHAT;
                send(producer, topics.prompts(), id, prompt(id, i, tokens));
                send(producer, topics.decisions(), id, decision(id, task));
                send(producer, topics.attempts(), id, attempt(id, task));
                send(producer, topics.responses(), id, response(id, i));
            }
            producer.flush();
        }
    }

    private static <V> void send(KafkaProducer<String, byte[]> producer, Topic<String, V> topic, String id, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), id, bytes));
    }

    private static PromptRequest prompt(String id, int number, int tokens) {
        PromptBody plain = PromptBody.ofUser("Name river number " + number);
        return new PromptRequest(
                new RequestId(id),
                AT,
                AT.plusSeconds(60),
                "acme",
                "default",
                number % 2 == 0 ? Map.of("expected", "river " + number) : Map.of(),
                PromptRequest.AUTO,
                Constraints.NONE,
                new PromptBody(
                        plain.messages(),
                        List.of(),
                        null,
                        SamplingParameters.withMaxTokens(tokens),
                        null,
                        plain.extra()),
                true,
                null,
                null,
                1);
    }

    private static RoutingDecision decision(String id, Task task) {
        return new RoutingDecision(
                new RequestId(id),
                AT,
                "acme",
                "default",
                Map.of(),
                PromptRequest.AUTO,
                "recorded",
                new Classification("test", task, 1, "general", "en", 4, 0.3, Map.of(), Map.of(), 1),
                "default",
                "cheapest-capable",
                MODEL,
                List.of(new Candidate(MODEL, Candidate.State.CHOSEN, "", "", 0.9, COST)),
                1,
                1,
                null,
                null);
    }

    private static ProviderAttempt attempt(String id, Task task) {
        return new ProviderAttempt(
                id + "-1",
                new RequestId(id),
                AT,
                ProviderAttempt.Phase.ENDED,
                1,
                MODEL,
                "default",
                "acme",
                "default",
                Map.of(),
                true,
                null,
                200,
                100L,
                50L,
                TokenUsage.of(4, 1),
                COST,
                false,
                null,
                task,
                COST);
    }

    private static FinalResponse response(String id, int number) {
        Completion said = new Completion(
                List.of(new Completion.Choice(
                        0, ChatMessage.of(Role.ASSISTANT, "river " + number), FinishReason.STOP, null, "{}")),
                null,
                "{}");
        return new FinalResponse(
                new RequestId(id),
                AT,
                "acme",
                new FinalResponse.Answer(
                        MODEL,
                        "default",
                        new CompletionContent.Clear(said),
                        FinishReason.STOP,
                        TokenUsage.of(4, 1),
                        100,
                        50L,
                        id + "-1",
                        0),
                1,
                COST,
                null);
    }

    static RouterTopics topics(ClusterAddress cluster, TopicNames names) {
        return RouterTopics.of(names, SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl())));
    }

    /** How many records there are in the topics that tell of prompts. */
    static Map<String, Integer> counts(ClusterAddress cluster, TopicNames names) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String topic :
                List.of(names.prompts(), names.decisions(), names.responses(), names.attempts(), names.feedback())) {
            AtomicInteger count = new AtomicInteger();
            try (TopicScan scan = TopicScan.of(cluster, topic)) {
                scan.forEach(record -> count.incrementAndGet());
            }
            counts.put(topic, count.get());
        }
        return counts;
    }
}
