package io.promptyard.standalone.replay.live;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Feedback;
import io.promptyard.model.Feedback.Source;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.router.replay.judge.PairScore.Compared;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Likeness;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.Topic;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes scores as {@code Feedback} into the experiment's own topic, so that others can use them: of the candidate's answer under the
 * copy's id, of the recorded one under the prompt's own; a comparison as 1, 0.5 or 0 of the candidate's alone. {@code extra} names
 * scorer, experiment and verdict. Each once over all runs; what failed is not written. Thread-safe.
 */
final class Verdicts implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ExperimentId experiment;
    private final Set<String> judges;
    private final Topic<String, Feedback> topic;
    private final KafkaProducer<String, Feedback> producer;
    private final InstantSource clock;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private Verdicts(
            ExperimentId experiment,
            Set<String> judges,
            ClusterAddress cluster,
            Topic<String, Feedback> topic,
            InstantSource clock) {
        this.experiment = experiment;
        this.judges = judges;
        this.topic = topic;
        this.clock = clock;
        producer = new KafkaProducer<>(
                cluster.client(Map.of("acks", "all")),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer());
    }

    /**
     * Reads what was told before.
     *
     * @param judges names of those scorers that are models
     */
    static Verdicts open(
            ExperimentId experiment,
            Set<String> judges,
            ClusterAddress cluster,
            Topic<String, Feedback> topic,
            InstantSource clock) {
        Verdicts verdicts = new Verdicts(experiment, judges, cluster, topic, clock);
        try (TopicScan scan = TopicScan.of(cluster, topic.name())) {
            scan.forEach(topic, (id, feedback) -> verdicts.told.add(id + feedback.extra()));
            return verdicts;
        } catch (RuntimeException e) {
            verdicts.close();
            throw e;
        }
    }

    void tell(PromptRequest prompt, Target target, String original, Target before, Map<String, PairScore> scores) {
        scores.forEach((scorer, score) -> {
            switch (score) {
                case Scored scored -> {
                    String verdict = scored.verdict().label();
                    tell(prompt.id().value(), scorer, verdict, scored.candidate(), target);
                    tell(original, scorer, null, scored.recorded(), before);
                }
                case Compared compared ->
                    tell(
                            prompt.id().value(),
                            scorer,
                            compared.verdict().label(),
                            compared.verdict().worth(),
                            target);
                case Likeness likeness -> tell(prompt.id().value(), scorer, null, likeness.candidate(), target);
                case Failed none -> {}
            }
        });
    }

    private void tell(String id, String scorer, @Nullable String verdict, double score, Target target) {
        var fields = JSON.createObjectNode().put("scorer", scorer).put("experiment", experiment.value());
        if (verdict != null) {
            fields.put("verdict", verdict);
        }
        String extra = fields.toString();
        if (told.add(id + extra)) {
            Source source = judges.contains(scorer) ? Source.JUDGE : Source.RULE;
            producer.send(new ProducerRecord<>(
                    topic.name(),
                    id,
                    new Feedback(
                            new RequestId(id), clock.instant(), source, score, verdict, null, target, null, extra)));
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
