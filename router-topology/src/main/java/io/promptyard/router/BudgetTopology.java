package io.promptyard.router;

import io.promptyard.model.ProviderId;
import io.promptyard.model.Reservation;
import io.promptyard.model.Spend;
import io.promptyard.router.budget.Booking;
import io.promptyard.router.budget.BudgetProcessors;
import io.promptyard.router.budget.Notes;
import io.promptyard.router.budget.Settled;
import io.promptyard.topic.RouterTopics;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/**
 * The graph of budgets, an application of its own: dispatches that budgets have a say in come to one desk, in one
 * partition, and so does what calls have cost. What the desk says goes through a topic: it is committed with the ledger
 * before anybody acts on it.
 */
final class BudgetTopology implements Supplier<Topology> {
    private static final int ONE_DESK = 1;

    private final RouterTopics topics;
    private final SortedSet<ProviderId> providers;
    private final BudgetProcessors processors;
    private final BudgetSteps steps;
    private final Ends ends;
    private final int promptPartitions;

    BudgetTopology(
            RouterTopics topics,
            SortedSet<ProviderId> providers,
            BudgetProcessors processors,
            BudgetSteps steps,
            Ends ends,
            int promptPartitions) {
        this.topics = topics;
        this.providers = providers;
        this.processors = processors;
        this.steps = steps;
        this.ends = ends;
        this.promptPartitions = promptPartitions;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        processors.stores().forEach(builder::addStateStore);
        String[] stores = {Names.BUDGETS, Names.HOLDS, Names.WAITING};
        settled(builder).process(processors.settle(), Named.as(Names.SETTLE_BUDGET), stores);
        builder.stream(topics.reservations().name(), Ends.consumed(topics.reservations(), Names.READ_RESERVATIONS))
                .process(processors.reserve(), Named.as(Names.RESERVE_BUDGET), stores) //    -> Booking
                .split(Named.as(Names.BY_BOOKING))
                .branch(
                        (key, booking) -> booking instanceof Booking.Judged,
                        Branched.withConsumer(this::release, Names.JUDGED))
                .branch(
                        (key, booking) -> booking instanceof Booking.Changed,
                        Branched.withConsumer(this::show, Names.CHANGED))
                .noDefaultBranch();
        return builder.build();
    }

    private KStream<String, Settled> settled(StreamsBuilder builder) {
        return builder.stream(topics.attempts().name(), Ends.consumed(topics.attempts(), Names.READ_ATTEMPTS))
                .flatMapValues(Settled::of, Named.as(Names.TAKE_SETTLED))
                .repartition(Repartitioned.with(Serdes.String(), Notes.settled())
                        .withName(Names.SETTLED)
                        .withNumberOfPartitions(ONE_DESK));
    }

    private void show(KStream<String, Booking> changed) {
        changed.mapValues(BudgetTopology::spend, Named.as(Names.TAKE_SPEND))
                .to(topics.spend().name(), Ends.produced(topics.spend(), Names.WRITE_SPEND));
    }

    private static @Nullable Spend spend(Booking booking) {
        return ((Booking.Changed) booking).spend();
    }

    private void release(KStream<String, Booking> judged) {
        KStream<String, Reservation> answered = judged.mapValues(
                        booking -> ((Booking.Judged) booking).reservation(), Named.as(Names.TAKE_JUDGED))
                .repartition(Repartitioned.with(
                                Serdes.String(), topics.reservations().valueSerde())
                        .withName(Names.JUDGED)
                        .withNumberOfPartitions(promptPartitions));
        answered.mapValues(Reservation::decision, Named.as(Names.RECORD_DECISION))
                .to(topics.decisions().name(), Ends.produced(topics.decisions(), Names.WRITE_DECISION));
        var release = answered.split(Named.as(Names.RELEASE));
        for (ProviderId provider : providers) {
            release = release.branch(
                    (key, reservation) -> BudgetSteps.grantedTo(reservation, provider),
                    Branched.withConsumer(granted -> dispatch(granted, provider), "-" + provider.value()));
        }
        release.defaultBranch(Branched.withConsumer(this::refuse, "-" + Names.REFUSED));
    }

    private void dispatch(KStream<String, Reservation> granted, ProviderId provider) {
        var topic = topics.dispatch(provider);
        granted.mapValues(Reservation::dispatch, Named.as(Names.TAKE_DISPATCH + provider))
                .to(topic.name(), Ends.produced(topic, Names.WRITE_DISPATCH + provider));
    }

    private void refuse(KStream<String, Reservation> refused) {
        ends.bury(refused.mapValues(steps::bury, Named.as(Names.BURY_PROMPT)));
    }
}
