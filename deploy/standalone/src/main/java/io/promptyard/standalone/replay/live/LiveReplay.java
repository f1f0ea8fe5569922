package io.promptyard.standalone.replay.live;

import io.promptyard.model.Spend;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One run of a live replay: draws a sample, or takes up the one that an earlier run has drawn, sends it through the candidate's
 * router in this process on topics of the experiment's own, has answers scored, and says what came of it. What it has spent and sent is in those
 * topics, so a run that was killed is gone on with by the next. {@link #run} blocks, once; {@link #stop} is for any thread.
 */
public final class LiveReplay {
    private final LiveOptions options;
    private final InstantSource clock;
    private final Supplier<String> chance;
    private final Listener listener;
    private final Underway underway = new Underway();

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
        underway.stop();
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
            Sampling sampling = new Sampling(
                    options,
                    Lots.share(options.draw().rate()),
                    options.scorers().scoring());
            SampleLog.Sample sample = sampling.take(id, lane, serdes, clock.instant());
            listener.begun(id, sample.prompts().size());
            Set<String> originals = sample.prompts().stream()
                    .map(prompt -> id.original(prompt.id().value()))
                    .collect(Collectors.toSet());
            RecordedFacts facts =
                    RecordedFacts.read(options.place().cluster(), recorded, originals, UnaryOperator.identity());
            return send(id, sample, facts, RouterTopics.of(lane, serdes));
        }
    }

    private Result send(ExperimentId id, SampleLog.Sample sample, RecordedFacts facts, RouterTopics lane)
            throws InterruptedException {
        List<LiveCase> cases = List.of();
        boolean whole = true;
        Spend spent = null;
        if (!sample.prompts().isEmpty()) {
            ExperimentRouter router = ExperimentRouter.start(id, options, lane, clock);
            try (router) {
                CaseRunner runner = new CaseRunner(
                        id,
                        router.desk(),
                        facts,
                        new Disclosure(options.candidate().config()),
                        clock);
                LiveRun<LiveCase> run =
                        new LiveRun<>(sample.prompts(), router.desk().purse(), runner::run, LiveCase.of(id), listener);
                cases = underway.run(run, options.concurrency());
                whole = !run.isStopped();
                spent = router.spent(whole);
            }
            if (whole) {
                router.forget();
            }
        }
        Set<String> ids = cases.stream()
                .filter(each -> each.response() != null)
                .map(each -> Objects.requireNonNull(each.response()).id().value())
                .collect(Collectors.toSet());
        RecordedFacts own = RecordedFacts.read(options.place().cluster(), lane, ids, UnaryOperator.identity());
        ReplayReport report = new LiveReport(
                        sample.plan(), facts, own, options.candidate().config(), clock.instant())
                .of(cases, spent);
        return new Result(id, report, whole);
    }
}
