package io.promptyard.router.feedback;

import io.promptyard.router.Names;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The graph of the learner: what the log says of a request, made small and brought together by its id, whatever partition
 * it lay in; the labels that follow, brought together once more, in one partition, where one task trains.
 */
final class LearnerTopology implements Supplier<Topology> {
    private final RouterTopics topics;
    private final Learning learning;
    private final int partitions;

    /** @param partitions of the topic by request id: as many tasks join */
    LearnerTopology(RouterTopics topics, Learning learning, int partitions) {
        this.topics = topics;
        this.learning = learning;
        this.partitions = partitions;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(LabelCase.store(learning));
        builder.addStateStore(CollectLabels.store());
        KStream<String, Signal> asked =
                read(builder, topics.prompts(), Names.LEARN_PROMPTS, Signals::of, Names.TAKE_PROMPT);
        KStream<String, Signal> decided =
                read(builder, topics.decisions(), Names.LEARN_DECISIONS, Signals::of, Names.TAKE_DECISION);
        KStream<String, Signal> ended =
                read(builder, topics.attempts(), Names.LEARN_ATTEMPTS, Signals::of, Names.TAKE_ATTEMPT);
        KStream<String, Signal> judged = builder.stream(
                        topics.feedback().name(),
                        Consumed.with(
                                        topics.feedback().keySerde(),
                                        topics.feedback().valueSerde())
                                .withName(Names.LEARN_FEEDBACK))
                .flatMap(Signals::of, Named.as(Names.TAKE_FEEDBACK));
        asked.merge(decided, Named.as(Names.JOIN_DECISIONS))
                .merge(ended, Named.as(Names.JOIN_ATTEMPTS))
                .merge(judged, Named.as(Names.JOIN_FEEDBACK))
                .repartition(Repartitioned.with(Serdes.String(), Notes.signals())
                        .withName(Names.SIGNALS)
                        .withNumberOfPartitions(partitions))
                .process(() -> new LabelCase(learning), Named.as(Names.LABEL_CASE), Names.CASES)
                .repartition(Repartitioned.with(Serdes.String(), Notes.of(LabelRow.class))
                        .withName(Names.ROWS)
                        .withNumberOfPartitions(1))
                .process(() -> new CollectLabels(learning), Named.as(Names.COLLECT_LABELS), Names.LABELS);
        return builder.build();
    }

    private static <V> KStream<String, Signal> read(
            StreamsBuilder builder,
            Topic<String, V> topic,
            String name,
            Function<V, List<Signal>> signals,
            String step) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name))
                .flatMapValues(signals::apply, Named.as(step));
    }
}
