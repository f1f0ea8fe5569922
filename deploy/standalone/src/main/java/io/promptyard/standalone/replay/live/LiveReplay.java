package io.promptyard.standalone.replay.live;

import io.promptyard.model.ReplayPlan;
import io.promptyard.model.Spend;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.judge.ModelJudge;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.runtime.Cluster;
import io.promptyard.standalone.runtime.Lane;
import io.promptyard.standalone.runtime.Launch;
import io.promptyard.standalone.runtime.Ports;
import io.promptyard.standalone.runtime.Promptyard;
import io.promptyard.standalone.runtime.Role;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a live replay: draws a sample, or takes up the one that an earlier run has drawn, sends it through the candidate's
 * router in this process on topics of the experiment's own, has answers scored, and says what came of it. What it has spent and sent is in those
 * topics, so a run that was killed is gone on with by the next. {@link #run} blocks, once; {@link #stop} is for any thread.
 */
public final class LiveReplay {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int NO_BODY = 1;
    /** No call before its note is kept: one made twice over a crash would be billed twice and counted once. */
    private static final boolean EXACTLY_ONCE = true;

    private final LiveOptions options;
    private final InstantSource clock;
    private final Supplier<String> chance;
    private final Listener listener;
    private volatile @Nullable LiveRun running;
    private volatile boolean stopped;

    /** Hears how it goes, on threads of the replay. Must not throw. */
    public interface Listener {
        /** The sample is drawn, and the topics stand. */
        void begun(ExperimentId id, int prompts) throws IOException;

        /** So many prompts of all have their end. */
        void done(int prompts, int all);
    }

    /** @param whole whether it came to an end: of the sample, or of the money */
    public record Result(ExperimentId id, ReplayReport report, boolean whole) {}

    /** @param chance some characters of a-z and 0-9 for the id of a new experiment */
    public LiveReplay(LiveOptions options, InstantSource clock, Supplier<String> chance, Listener listener) {
        this.options = options;
        this.clock = clock;
        this.chance = chance;
        this.listener = listener;
    }

    /** Nothing more is begun; what is open ends, and {@link #run} returns. */
    public void stop() {
        stopped = true;
        LiveRun run = running;
        if (run != null) {
            run.stop();
        }
    }

    /**
     * Kafka's and the registry's own exceptions come through.
     *
     * @throws java.net.ConnectException when nobody answers there
     * @throws IllegalArgumentException when there is no such experiment to go on with, or it is about something else
     */
    public Result run() throws IOException, InterruptedException {
        options.place().cluster().knock();
        ExperimentId resumed = options.resume();
        ExperimentId id = resumed == null ? ExperimentId.fresh(clock.instant(), chance.get()) : resumed;
        TopicNames lane = id.lane(options.place().recorded());
        try (SerdeFactory serdes =
                SerdeFactory.connect(RegistryConfig.of(options.place().cluster().registryUrl()))) {
            RouterTopics recorded = RouterTopics.of(options.place().recorded(), serdes);
            PlanStore store = new PlanStore(options.place().cluster(), lane, serdes);
            SampleLog.Sample sample = resumed == null ? drawn(store, id, recorded) : known(store, id);
            listener.begun(id, sample.prompts().size());
            Set<String> originals = sample.prompts().stream()
                    .map(prompt -> id.original(prompt.id().value()))
                    .collect(Collectors.toSet());
            RecordedFacts facts =
                    RecordedFacts.read(options.place().cluster(), recorded, originals, UnaryOperator.identity());
            return send(id, sample, facts, RouterTopics.of(lane, serdes));
        }
    }

    private SampleLog.Sample drawn(PlanStore store, ExperimentId id, RouterTopics recorded) {
        SampleLog.Sample sample = new SampleLog(options.place().cluster(), recorded).draw(id, options, clock.instant());
        store.write(sample);
        return sample;
    }

    private SampleLog.Sample known(PlanStore store, ExperimentId id) {
        SampleLog.Sample sample =
                store.read().orElseThrow(() -> new IllegalArgumentException("no experiment " + id + " to go on with"));
        ReplayPlan plan = sample.plan();
        same(
                "configuration",
                plan.candidateVersion(),
                options.candidate().config().version());
        same("max-usd", plan.maxUsd().stripTrailingZeros(), options.maxUsd().stripTrailingZeros());
        same("sample", plan.rate(), options.draw().rate());
        same("seed", plan.seed(), options.draw().seed());
        same("judge", plan.scorers(), options.scorers().names());
        if (!plan.lane().isEmpty()) {
            same("lane", plan.lane(), SampleLog.lane(options));
        }
        sameScoring(plan.scoring(), options.scorers().scoring());
        return sample;
    }

    /** All that differs at once; a plan from before this was written down fits anything. */
    static void sameScoring(Map<String, String> planned, Map<String, String> now) {
        List<String> differing = new ArrayList<>();
        Set<String> names = new TreeSet<>(planned.keySet());
        names.addAll(planned.isEmpty() ? Set.of() : now.keySet());
        for (String name : names) {
            String then = planned.getOrDefault(name, "none");
            String here = now.getOrDefault(name, "none");
            if (!then.equals(here)) {
                differing.add(name + ": must be that of the experiment, " + then + " (got " + here + ")");
            }
        }
        if (!differing.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", differing));
        }
    }

    private static void same(String what, Object planned, Object now) {
        if (!planned.equals(now)) {
            throw new IllegalArgumentException(
                    what + ": must be that of the experiment, " + planned + " (got " + now + ")");
        }
    }

    private Result send(ExperimentId id, SampleLog.Sample sample, RecordedFacts facts, RouterTopics lane)
            throws InterruptedException {
        var cluster = options.place().cluster();
        List<LiveCase> cases = List.of();
        boolean whole = true;
        SpendWatch spend = new SpendWatch(cluster, lane, clock);
        Spend spent = null;
        Path state = options.place().stateDir().resolve("experiment-" + id);
        if (!sample.prompts().isEmpty()) {
            Set<String> judges = options.scorers().judges().stream()
                    .map(ModelJudge::name)
                    .collect(Collectors.toCollection(HashSet::new));
            try (Promptyard yard = Promptyard.start(launch(id, lane.names(), state));
                    Exchange exchange = Exchange.open(cluster, lane);
                    Verdicts verdicts = Verdicts.open(id, judges, cluster, lane.feedback(), clock)) {
                Purse purse = new Purse(exchange::ask, exchange::wasSent, spend::settled);
                CaseRunner runner = new CaseRunner(
                        id,
                        purse,
                        facts,
                        options.scorers(),
                        verdicts::tell,
                        new Disclosure(options.candidate().config()),
                        clock);
                LiveRun run = new LiveRun(id, sample.prompts(), purse, runner::run, listener);
                running = run;
                if (stopped) {
                    run.stop();
                }
                cases = run.run(options.concurrency());
                whole = !run.isStopped();
                spent = whole ? spend.settled() : spend.newest();
            }
        }
        Set<String> ids = cases.stream()
                .filter(each -> each.response() != null)
                .map(each -> Objects.requireNonNull(each.response()).id().value())
                .collect(Collectors.toSet());
        RecordedFacts own = RecordedFacts.read(cluster, lane, ids, UnaryOperator.identity());
        if (whole) {
            LocalState.remove(state);
        }
        ReplayReport report = new LiveReport(
                        sample.plan(), facts, own, options.candidate().config(), clock.instant())
                .of(cases, spent);
        return new Result(id, report, whole);
    }

    private Launch launch(ExperimentId id, TopicNames lane, Path state) {
        var cluster = options.place().cluster();
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
