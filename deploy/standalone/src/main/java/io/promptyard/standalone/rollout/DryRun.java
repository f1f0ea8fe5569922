package io.promptyard.standalone.rollout;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.budget.BudgetReplay;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.replay.Moves;
import io.promptyard.router.replay.Redecider;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Decides the last traffic again, by another configuration: the prompts as they came, from what the recorded decisions knew of
 * them and of the running system. Only first decisions are, the newest of them; calls nobody and writes nothing. What budgets or limits refused or sent
 * to a cheaper target is left out: what they would make of another choice hangs on all choices before it. That, with latency and quality, is told by a replay. For one thread.
 */
public final class DryRun {
    /** A prompt may be decided so much later than it came. */
    private static final Duration EARLIER = Duration.ofMinutes(15);

    private final Redecider redecider;
    private final Instant since;
    private final int most;
    private final Moves moves = new Moves();
    private final Map<String, RoutingDecision> open = new LinkedHashMap<>();
    private long found;
    private long byBudgets;

    DryRun(RouterConfig candidate, Instant since, int most) {
        this.redecider = new Redecider(candidate);
        this.since = since;
        this.most = most;
    }

    /**
     * {@code found} are all first decisions of the time, {@code withoutPrompt} those among the newest whose prompt is not in
     * the log any more, {@code byBudgets} those that budgets or limits had changed.
     */
    public record Result(Instant since, long found, long withoutPrompt, long byBudgets, Moves moves) {}

    /**
     * @param lanes whose traffic it is
     * @param most decisions to make again, the newest; they are held in memory
     * @throws java.net.ConnectException when nobody answers there
     */
    public static Result run(
            ClusterAddress cluster, List<TopicNames> lanes, RouterConfig candidate, Instant since, int most)
            throws IOException {
        cluster.knock();
        DryRun run = new DryRun(candidate, since, most);
        long missing = 0;
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()))) {
            for (TopicNames lane : lanes) {
                RouterTopics topics = RouterTopics.of(lane, serdes);
                run.read(cluster, topics.decisions(), (id, decision) -> run.take(decision));
                run.read(cluster, topics.prompts(), run::decide);
                missing += run.open.size();
                run.open.clear();
            }
        }
        return new Result(since, run.found, missing, run.byBudgets, run.moves);
    }

    long byBudgets() {
        return byBudgets;
    }

    Moves moves() {
        return moves;
    }

    void take(RoutingDecision decision) {
        if (decision.attempt() != 1 || decision.at().isBefore(since)) {
            return;
        }
        found++;
        if (BudgetReplay.haveChanged(decision)) {
            byBudgets++;
            return;
        }
        open.put(decision.id().value(), decision);
        if (open.size() > most) {
            open.remove(open.keySet().iterator().next());
        }
    }

    void decide(String id, PromptRequest request) {
        RoutingDecision was = open.remove(id);
        if (was == null) {
            return;
        }
        moves.add(was, redecider.decide(request, was.classification(), was).record());
    }

    /** What cannot be read was not decided by its content either. */
    private <V> void read(ClusterAddress cluster, Topic<String, V> topic, BiConsumer<String, V> reader) {
        try (TopicScan scan = TopicScan.since(cluster, topic.name(), since.minus(EARLIER))) {
            scan.forEach(topic, reader);
        }
    }
}
