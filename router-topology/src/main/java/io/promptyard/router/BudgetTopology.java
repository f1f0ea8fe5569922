package io.promptyard.router;

import io.promptyard.model.ProviderId;
import io.promptyard.model.Reservation;
import io.promptyard.model.Spend;
import io.promptyard.router.budget.Booking;
import io.promptyard.router.budget.BudgetProcessors;
import io.promptyard.router.budget.Notes;
import io.promptyard.router.budget.Settled;
import io.promptyard.router.budget.TakeSettled;
import io.promptyard.router.reply.ReplyPartitioner;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;

/**
 * The graph of budgets, an application of its own: dispatches that budgets have a say in come to one desk, in one
 * partition, of all lanes, and so does what calls have cost. What the desk says goes through a topic: it is committed with the ledger
 * before anybody acts on it.
 */
final class BudgetTopology implements Supplier<Topology> {
    private static final int ONE_DESK = 1;

    private final RouterTopics topics;
    private final List<RouterTopics> lanes;
    private final SortedSet<ProviderId> providers;
    private final BudgetProcessors processors;
    private final BudgetSteps steps;
    private final ReplyPartitioner partitioner;
    private final int promptPartitions;

    /**
     * @param lanes in a stable order; what belongs to none of them any more ends in the first
     */
    BudgetTopology(
            List<RouterTopics> lanes,
            SortedSet<ProviderId> providers,
            BudgetProcessors processors,
            BudgetSteps steps,
            ReplyPartitioner partitioner,
            int promptPartitions) {
        this.topics = lanes.getFirst();
        this.lanes = List.copyOf(lanes);
        this.providers = providers;
        this.processors = processors;
        this.steps = steps;
        this.partitioner = partitioner;
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
                .branch(
                        (key, booking) -> booking instanceof Booking.Outdated,
                        Branched.withConsumer(this::decideAgain, Names.OUTDATED))
                .noDefaultBranch();
        allow(builder);
        return builder.build();
    }

    /**
     * Also where no shadow and no judge asks for any: with a graph that is always the same the first of them can come while other routers run. The answer goes to where the question came from: it is read when it is committed, as the ledger is
     * with it.
     */
    private void allow(StreamsBuilder builder) {
        builder.stream(topics.allowances().name(), Ends.consumed(topics.allowances(), Names.READ_ALLOWANCES))
                .process(processors.allow(), Named.as(Names.ALLOW_CALLS), Names.BUDGETS, Names.HOLDS)
                .to(topics.allowances().name(), Ends.produced(topics.allowances(), Names.WRITE_ALLOWANCE));
    }

    private KStream<String, Settled> settled(StreamsBuilder builder) {
        Map<String, String> byTopic = lanes.stream()
                .collect(Collectors.toMap(
                        lane -> lane.attempts().name(), lane -> lane.names().lane()));
        return builder.stream(
                        lanes.stream().map(lane -> lane.attempts().name()).toList(),
                        Ends.consumed(topics.attempts(), Names.READ_ATTEMPTS))
                .processValues(() -> new TakeSettled(byTopic), Named.as(Names.TAKE_SETTLED))
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

    /** At the router of its lane, from the beginning: as it came in. */
    private void decideAgain(KStream<String, Booking> outdated) {
        var byLane = outdated.mapValues(
                        booking -> ((Booking.Outdated) booking).reservation(), Named.as(Names.TAKE_OUTDATED))
                .split(Named.as(Names.OUTDATED));
        for (RouterTopics lane : lanes) {
            String suffix = suffix(lane);
            byLane = byLane.branch(
                    isOf(lane),
                    Branched.withConsumer(
                            own -> own.mapValues(steps::reroute, Named.as(Names.REROUTE_PROMPT + suffix))
                                    .to(
                                            lane.reroutes().name(),
                                            Ends.produced(lane.reroutes(), Names.WRITE_REROUTE + suffix)),
                            suffix));
        }
        byLane.defaultBranch(Branched.withConsumer(lost -> refuse(lost, topics, "-gone"), "-gone"));
    }

    private static Predicate<String, Reservation> isOf(RouterTopics lane) {
        return (key, reservation) -> reservation.lane().equals(lane.names().lane());
    }

    private void release(KStream<String, Booking> judged) {
        KStream<String, Reservation> answered = judged.mapValues(
                        booking -> ((Booking.Judged) booking).reservation(), Named.as(Names.TAKE_JUDGED))
                .repartition(Repartitioned.with(
                                Serdes.String(), topics.reservations().valueSerde())
                        .withName(Names.JUDGED)
                        .withNumberOfPartitions(promptPartitions));
        var byLane = answered.split(Named.as(Names.BY_LANE));
        for (RouterTopics lane : lanes) {
            byLane = byLane.branch(isOf(lane), Branched.withConsumer(own -> release(own, lane), suffix(lane)));
        }
        byLane.defaultBranch(Branched.withConsumer(lost -> refuse(lost, topics, "-lost"), "-lost"));
    }

    private void release(KStream<String, Reservation> answered, RouterTopics lane) {
        String suffix = suffix(lane);
        answered.mapValues(Reservation::decision, Named.as(Names.RECORD_DECISION + suffix))
                .to(lane.decisions().name(), Ends.produced(lane.decisions(), Names.WRITE_DECISION + suffix));
        var release = answered.split(Named.as(Names.RELEASE + suffix));
        for (ProviderId provider : providers) {
            release = release.branch(
                    (key, reservation) -> BudgetSteps.grantedTo(reservation, provider),
                    Branched.withConsumer(granted -> dispatch(granted, lane, provider), "-" + provider.value()));
        }
        release.defaultBranch(Branched.withConsumer(refused -> refuse(refused, lane, suffix), "-" + Names.REFUSED));
    }

    private static String suffix(RouterTopics lane) {
        return "-in-"
                + (lane.names().lane().isEmpty()
                        ? TopicNames.DEFAULT_LANE
                        : lane.names().lane());
    }

    private static void dispatch(KStream<String, Reservation> granted, RouterTopics lane, ProviderId provider) {
        var topic = lane.dispatch(provider);
        String suffix = provider + suffix(lane);
        granted.mapValues(Reservation::dispatch, Named.as(Names.TAKE_DISPATCH + suffix))
                .to(topic.name(), Ends.produced(topic, Names.WRITE_DISPATCH + suffix));
    }

    private void refuse(KStream<String, Reservation> refused, RouterTopics lane, String suffix) {
        new Ends(lane, partitioner, suffix).bury(refused.mapValues(steps::bury, Named.as(Names.BURY_PROMPT + suffix)));
    }
}
