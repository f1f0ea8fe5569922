package io.promptyard.router;

import io.promptyard.model.ProviderId;
import io.promptyard.router.hold.HoldPrompts;
import io.promptyard.router.ingress.AnswerPlace;
import io.promptyard.router.ingress.Arrival;
import io.promptyard.router.ingress.Ingress;
import io.promptyard.router.ingress.LocateAnswer;
import io.promptyard.router.ingress.SeenPrompts;
import io.promptyard.router.judge.JudgePrompts;
import io.promptyard.topic.RouterTopics;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The graph of the router: accept, classify, decide, branch to one dispatch topic per provider. Reroutes come back in at
 * the decision: a prompt is classified once. docs/ARCHITECTURE.md has the picture.
 */
final class RouterTopology implements Supplier<Topology> {
    private final RouterTopics topics;
    private final SortedSet<ProviderId> providers;
    private final RouterSteps steps;
    private final Ingress ingress;
    private final JudgePrompts judge;
    private final HoldPrompts hold;
    private final Ends ends;
    private final boolean budgets;

    /**
     * @param providers in their natural order: every instance must build the same graph
     * @param judge also where no judge is configured, and
     * @param hold also where prompts do not wait for targets: some may have waited before a restart
     * @param budgets whether any is configured; without them the graph is as if there were none
     */
    RouterTopology(
            RouterTopics topics,
            SortedSet<ProviderId> providers,
            RouterSteps steps,
            Ingress ingress,
            JudgePrompts judge,
            HoldPrompts hold,
            Ends ends,
            boolean budgets) {
        this.topics = topics;
        this.providers = providers;
        this.steps = steps;
        this.ingress = ingress;
        this.judge = judge;
        this.hold = hold;
        this.ends = ends;
        this.budgets = budgets;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(SeenPrompts.builder());
        KStream<String, Step> classified = prompts(builder)
                .process(
                        ingress::accept,
                        Named.as(Names.ACCEPT_PROMPT),
                        Names.SEEN_PROMPTS) //                      -> Accepted | Refused
                .mapValues(steps::classify, Named.as(Names.CLASSIFY_PROMPT))
                .process(judge, Named.as(Names.JUDGE_PROMPT)); //                       -> Classified, now or later
        KStream<String, Step> decided = classified
                .merge(reroutes(builder), Named.as(Names.JOIN_REROUTES)) //             fallbacks come back here
                .mapValues(steps::decide, Named.as(Names.DECIDE_ROUTE))
                .process(hold, Named.as(Names.HOLD_PROMPT)); //                         -> Decided, now or later
        decided.flatMapValues(steps::decisions, Named.as(Names.RECORD_DECISION))
                .to(topics.decisions().name(), Ends.produced(topics.decisions(), Names.WRITE_DECISION));
        var route = decided.split(Named.as(Names.ROUTE))
                .branch(
                        (key, step) -> RouterSteps.waits(step),
                        Branched.withConsumer(waiting -> {}, Names.HELD)); //            its time comes in hold-prompt
        if (budgets) {
            route = route.branch(
                    (key, step) -> RouterSteps.reserves(step),
                    Branched.withConsumer(this::reserve, Names.RESERVE)); //            budgets have a say first
        }
        for (ProviderId provider : providers) {
            route = route.branch(
                    (key, step) -> RouterSteps.routedTo(step, provider),
                    Branched.withConsumer(routed -> dispatch(routed, provider), provider.value()));
        }
        route.defaultBranch(Branched.withConsumer(this::refuse, Names.REFUSED));
        rememberAnswers(builder);
        return builder.build();
    }

    private KStream<String, Arrival> prompts(StreamsBuilder builder) {
        return builder.stream(
                topics.prompts().name(),
                Consumed.with(
                                topics.prompts().keySerde(),
                                Arrival.serde(topics.prompts().valueSerde()))
                        .withName(Names.READ_PROMPTS));
    }

    private KStream<String, Step> reroutes(StreamsBuilder builder) {
        return builder.stream(topics.reroutes().name(), Ends.consumed(topics.reroutes(), Names.READ_REROUTES))
                .filter((key, reroute) -> reroute != null, Named.as(Names.SKIP_EMPTY_REROUTE))
                .mapValues(RouterSteps::reroute, Named.as(Names.TAKE_REROUTE));
    }

    /** Responses lie where their readers read, so where they stand goes to the task that knows their prompts. */
    private void rememberAnswers(StreamsBuilder builder) {
        builder.stream(
                        topics.responses().name(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(Names.READ_RESPONSES))
                .process(LocateAnswer::new, Named.as(Names.LOCATE_ANSWER))
                .repartition(Repartitioned.with(Serdes.String(), AnswerPlace.serde())
                        .withName(Names.ANSWERED)
                        .withNumberOfPartitions(ingress.promptPartitions()))
                .process(ingress::remember, Named.as(Names.REMEMBER_ANSWER), Names.SEEN_PROMPTS);
    }

    private void reserve(KStream<String, Step> reserving) {
        reserving
                .mapValues(
                        step -> RouterSteps.reservation(step, topics.names().lane()), Named.as(Names.TAKE_RESERVATION))
                .to(topics.reservations().name(), Ends.produced(topics.reservations(), Names.WRITE_RESERVATION));
    }

    private void dispatch(KStream<String, Step> routed, ProviderId provider) {
        var topic = topics.dispatch(provider);
        routed.mapValues(RouterSteps::dispatch, Named.as(Names.TAKE_DISPATCH + provider))
                .to(topic.name(), Ends.produced(topic, Names.WRITE_DISPATCH + provider));
    }

    private void refuse(KStream<String, Step> refused) {
        ends.bury(refused.mapValues(steps::bury, Named.as(Names.BURY_PROMPT)));
    }
}
