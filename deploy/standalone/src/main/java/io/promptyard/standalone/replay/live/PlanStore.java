package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.ReplayPlan;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import io.promptyard.topic.TopicSpec;
import io.promptyard.topic.TopicSpec.Cleanup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The plan of an experiment and the prompts it is to send, in two topics beside its lane's. The plan is written last: where it
 * stands the sample is whole.
 */
final class PlanStore {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PLAN_BYTES = 8 * 1024 * 1024;

    private final ClusterAddress cluster;
    private final Topic<String, ReplayPlan> plans;
    private final Topic<String, PromptRequest> sample;

    PlanStore(ClusterAddress cluster, TopicNames lane, SerdeFactory serdes) {
        this.cluster = cluster;
        this.plans = new Topic<>(ExperimentId.plan(lane), Serdes.String(), serdes.replayPlan());
        this.sample = new Topic<>(ExperimentId.sample(lane), Serdes.String(), serdes.promptRequest());
    }

    void write(SampleLog.Sample drawn) {
        try (TopicAdmin admin = new TopicAdmin(cluster.bootstrapServers(), cluster.properties(), PATIENCE)) {
            admin.createMissing(List.of(
                    WantedTopic.of(new TopicSpec(plans.name(), "ReplayPlan", 1, Cleanup.COMPACT, null, PLAN_BYTES)),
                    WantedTopic.of(new TopicSpec(
                            sample.name(),
                            "PromptRequest",
                            1,
                            Cleanup.DELETE,
                            KEPT,
                            TopicCatalogue.MAX_CONTENT_BYTES))));
        }
        write(
                sample,
                drawn.prompts().stream()
                        .map(prompt -> Map.entry(prompt.id().value(), prompt))
                        .toList());
        write(plans, List.of(Map.entry(drawn.plan().id(), drawn.plan())));
    }

    private <V> void write(Topic<String, V> topic, List<Map.Entry<String, V>> values) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, V> producer = new KafkaProducer<>(
                cluster.client(Map.of("acks", "all", "max.request.size", TopicCatalogue.MAX_CONTENT_BYTES)),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer())) {
            values.forEach(each -> producer.send(
                    new ProducerRecord<>(topic.name(), each.getKey(), each.getValue()), (metadata, failed) -> {
                        if (failed != null) {
                            failure.compareAndSet(null, failed);
                        }
                    }));
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("cannot write " + topic.name(), failure.get());
        }
    }

    /** Empty where there is no such experiment, or its sample was never drawn to the end. */
    Optional<SampleLog.Sample> read() {
        AtomicReference<ReplayPlan> plan = new AtomicReference<>();
        Map<String, PromptRequest> prompts = new LinkedHashMap<>();
        try (TopicScan planned = TopicScan.of(cluster, plans.name());
                TopicScan sampled = TopicScan.of(cluster, sample.name())) {
            planned.forEach(plans, (id, each) -> plan.set(each));
            sampled.forEach(sample, prompts::putIfAbsent);
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(plan.get())
                .map(each -> new SampleLog.Sample(each, new ArrayList<>(prompts.values())));
    }
}
