package io.promptyard.standalone.replay.live;

import io.promptyard.model.Spend;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.replay.judge.ModelJudge;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.runtime.Cluster;
import io.promptyard.standalone.runtime.Lane;
import io.promptyard.standalone.runtime.Launch;
import io.promptyard.standalone.runtime.Ports;
import io.promptyard.standalone.runtime.Promptyard;
import io.promptyard.standalone.runtime.Role;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's router in this process, on topics of its own, with the desk that its prompts go through. Close it when nothing is asked any more; its stores are then left for the next run, unless they were told to go.
 */
final class ExperimentRouter implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int NO_BODY = 1;
    /** No call before its note is kept: one made twice over a crash would be billed twice and counted once. */
    private static final boolean EXACTLY_ONCE = true;

    private final Path state;
    private final SpendWatch spend;
    private final Promptyard yard;
    private final Exchange exchange;
    private final Verdicts verdicts;
    private final Desk desk;

    private ExperimentRouter(ExperimentId id, LiveOptions options, RouterTopics lane, InstantSource clock) {
        ClusterAddress cluster = options.place().cluster();
        state = options.place().stateDir().resolve("experiment-" + id);
        spend = new SpendWatch(cluster, lane, clock);
        Set<String> judges = options.scorers().judges().stream()
                .map(ModelJudge::name)
                .collect(Collectors.toCollection(HashSet::new));
        yard = Promptyard.start(launch(id, options, lane.names(), state));
        try {
            exchange = Exchange.open(cluster, lane);
            verdicts = opened(id, judges, cluster, lane, clock);
        } catch (RuntimeException e) {
            yard.close();
            throw e;
        }
        Purse purse = new Purse(exchange::ask, exchange::wasSent, spend::settled);
        desk = new Desk(purse, new PairScoring(id, purse, options.scorers(), clock), verdicts::tell);
    }

    static ExperimentRouter start(ExperimentId id, LiveOptions options, RouterTopics lane, InstantSource clock) {
        return new ExperimentRouter(id, options, lane, clock);
    }

    private Verdicts opened(
            ExperimentId id, Set<String> judges, ClusterAddress cluster, RouterTopics lane, InstantSource clock) {
        try {
            return Verdicts.open(id, judges, cluster, lane.feedback(), clock);
        } catch (RuntimeException e) {
            exchange.close();
            throw e;
        }
    }

    Desk desk() {
        return desk;
    }

    /**
     * What the experiment has spent over all runs.
     *
     * @param settled whether to wait until calls that have ended are booked
     */
    @Nullable
    Spend spent(boolean settled) throws InterruptedException {
        return settled ? spend.settled() : spend.newest();
    }

    @Override
    public void close() {
        try (yard;
                exchange) {
            verdicts.close();
        }
    }

    /** Nothing goes on with this experiment: what its stores hold here is of no use. After {@link #close}. */
    void forget() {
        LocalState.remove(state);
    }

    private static Launch launch(ExperimentId id, LiveOptions options, TopicNames lane, Path state) {
        ClusterAddress cluster = options.place().cluster();
        RouterConfig config = CappedConfig.of(options.candidate().config(), options.maxUsd(), options.concurrency());
        return new Launch(
                new Cluster.Remote(cluster.bootstrapServers(), cluster.registryUrl(), true, state),
                Ports.ephemeral(),
                new Launch.Share(
                        EnumSet.of(Role.ROUTER, Role.WORKER), config.providers().keySet(), id.value()),
                config,
                new Launch.Simulated(
                        options.candidate().simulated(), options.candidate().simulator()),
                new Launch.Admission(Set.of(), NO_BODY),
                new Launch.Traffic(List.of(new Lane(lane, EXACTLY_ONCE, OnRestart.RETRY)), 1, cluster.properties()),
                DRAIN);
    }
}
