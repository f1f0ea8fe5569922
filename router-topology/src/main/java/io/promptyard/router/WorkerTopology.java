package io.promptyard.router;

import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Reroute;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.reply.Reply;
import io.promptyard.router.verdict.Verdict;
import io.promptyard.router.worker.Settlement;
import io.promptyard.router.worker.WorkerProcessors;
import io.promptyard.topic.RouterTopics;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;

/**
 * The graph of one provider's worker, an application of its own: dispatches start calls; outcomes, which the calls'
 * callbacks produce, become an answer, a reroute, another attempt later, or a refusal with its dead letter.
 */
final class WorkerTopology implements Supplier<Topology> {
    private final RouterTopics topics;
    private final ProviderId provider;
    private final WorkerProcessors processors;
    private final Ends ends;

    WorkerTopology(RouterTopics topics, ProviderId provider, WorkerProcessors processors, Ends ends) {
        this.topics = topics;
        this.provider = provider;
        this.processors = processors;
        this.ends = ends;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(processors.store());
        dispatches(builder).process(processors.call(), Named.as(Names.CALL_PROVIDER), Names.PENDING);
        KStream<String, Settlement> settled = outcomes(builder)
                .process(processors.verdict(), Named.as(Names.VERDICT), Names.PENDING); // -> Settlement
        settled.mapValues(WorkerTopology::ended, Named.as(Names.RECORD_ATTEMPT))
                .to(topics.attempts().name(), Ends.produced(topics.attempts(), Names.WRITE_ATTEMPT));
        settled.split(Named.as(Names.BY_VERDICT))
                .branch(is(Verdict.Deliver.class), Branched.withConsumer(this::deliver, Names.DELIVER))
                .branch(is(Verdict.FallBack.class), Branched.withConsumer(this::fallBack, Names.FALL_BACK))
                .branch(is(Verdict.GiveUp.class), Branched.withConsumer(this::giveUp, Names.GIVE_UP))
                .noDefaultBranch(); // TryAgain waits in the pending store
        return builder.build();
    }

    private KStream<String, Dispatch> dispatches(StreamsBuilder builder) {
        var topic = topics.dispatch(provider);
        return builder.stream(topic.name(), Ends.consumed(topic, Names.READ_DISPATCHES));
    }

    private KStream<String, ProviderOutcome> outcomes(StreamsBuilder builder) {
        var topic = topics.outcomes(provider);
        return builder.stream(topic.name(), Ends.consumed(topic, Names.READ_OUTCOMES));
    }

    private void deliver(KStream<String, Settlement> settled) {
        ends.answer(settled.mapValues(WorkerTopology::answer, Named.as(Names.ANSWER_PROMPT)));
    }

    private void fallBack(KStream<String, Settlement> settled) {
        settled.mapValues(WorkerTopology::reroute, Named.as(Names.REROUTE_PROMPT))
                .to(topics.reroutes().name(), Ends.produced(topics.reroutes(), Names.WRITE_REROUTE));
    }

    private void giveUp(KStream<String, Settlement> settled) {
        ends.bury(settled.mapValues(WorkerTopology::burial, Named.as(Names.BURY_PROMPT)));
    }

    private static Predicate<String, Settlement> is(Class<? extends Verdict> verdict) {
        return (key, settled) -> verdict.isInstance(settled.verdict());
    }

    private static ProviderAttempt ended(Settlement settled) {
        return settled.ended();
    }

    private static Reply answer(Settlement settled) {
        return new Reply(settled.replyPartition(), ((Verdict.Deliver) settled.verdict()).response());
    }

    private static Reroute reroute(Settlement settled) {
        return ((Verdict.FallBack) settled.verdict()).reroute();
    }

    private static Burial burial(Settlement settled) {
        Verdict.GiveUp end = (Verdict.GiveUp) settled.verdict();
        return new Burial(settled.replyPartition(), end.response(), end.deadLetter());
    }
}
