package io.promptyard.router;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.router.ingress.AcceptPrompt;
import io.promptyard.topic.RouterTopics;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The graph of the router: accept, classify, decide, branch to one dispatch topic per provider. Reroutes come back in at
 * the decision: a prompt is classified once. docs/ARCHITECTURE.md has the picture.
 */
final class RouterTopology implements Supplier<Topology> {
    private final RouterTopics topics;
    private final SortedSet<ProviderId> providers;
    private final RouterSteps steps;
    private final AcceptPrompt.Supplier accept;
    private final Ends ends;

    /** @param providers in their natural order: every instance must build the same graph */
    RouterTopology(
            RouterTopics topics,
            SortedSet<ProviderId> providers,
            RouterSteps steps,
            AcceptPrompt.Supplier accept,
            Ends ends) {
        this.topics = topics;
        this.providers = providers;
        this.steps = steps;
        this.accept = accept;
        this.ends = ends;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Step> classified = prompts(builder)
                .process(accept, Named.as(Names.ACCEPT_PROMPT)) //                      -> Accepted | Refused
                .mapValues(steps::classify, Named.as(Names.CLASSIFY_PROMPT)); //        -> Classified
        KStream<String, Step> decided = classified
                .merge(reroutes(builder), Named.as(Names.JOIN_REROUTES)) //             fallbacks come back here
                .mapValues(steps::decide, Named.as(Names.DECIDE_ROUTE)); //             -> Decided
        decided.flatMapValues(RouterSteps::decisions, Named.as(Names.RECORD_DECISION))
                .to(topics.decisions().name(), Ends.produced(topics.decisions(), Names.WRITE_DECISION));
        var route = decided.split(Named.as(Names.ROUTE));
        for (ProviderId provider : providers) {
            route = route.branch(
                    (key, step) -> RouterSteps.routedTo(step, provider),
                    Branched.withConsumer(routed -> dispatch(routed, provider), provider.value()));
        }
        route.defaultBranch(Branched.withConsumer(this::refuse, Names.REFUSED));
        return builder.build();
    }

    private KStream<String, PromptRequest> prompts(StreamsBuilder builder) {
        return builder.stream(topics.prompts().name(), Ends.consumed(topics.prompts(), Names.READ_PROMPTS));
    }

    private KStream<String, Step> reroutes(StreamsBuilder builder) {
        return builder.stream(topics.reroutes().name(), Ends.consumed(topics.reroutes(), Names.READ_REROUTES))
                .filter((key, reroute) -> reroute != null, Named.as(Names.SKIP_EMPTY_REROUTE))
                .mapValues(RouterSteps::reroute, Named.as(Names.TAKE_REROUTE));
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
