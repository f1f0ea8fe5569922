package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Spend;
import io.promptyard.model.Target;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.replay.equivalence.GroupTest;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A test of a fallback group that asks for itself: recorded prompts of each task, drawn alike whatever became of them, go to the reference and to
 * the members, through a router of the experiment's own, until each member is found no worse on its task, or worse, or prompts or money are at their
 * end. Killed, it is gone on with by the next run, as a live replay is. {@link #run} blocks, once; {@link #stop} is for any thread.
 */
public final class GroupReplay {
    private final LiveOptions options;
    private final GroupAsked asked;
    private final InstantSource clock;
    private final Supplier<String> chance;
    private final LiveReplay.Listener listener;
    private final Underway underway = new Underway();

    /** @param whole whether it was not stopped */
    public record Result(ExperimentId id, GroupTest test, GroupCounts counts, boolean whole) {}

    /**
     * @param options of which the share of prompts is all: how many are asked is said by {@code asked}
     * @param chance some characters of a-z and 0-9 for the id of a new experiment
     */
    public GroupReplay(
            LiveOptions options,
            GroupAsked asked,
            InstantSource clock,
            Supplier<String> chance,
            LiveReplay.Listener listener) {
        this.options = options;
        this.asked = asked;
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
            Sampling sampling =
                    new Sampling(options, Lots.ofTasks(asked.tasks(), asked.most()), asked.scoring(options.scorers()));
            List<PromptRequest> sample =
                    sampling.take(id, lane, serdes, clock.instant()).prompts();
            listener.begun(id, sample.size());
            RecordedFacts facts = RecordedFacts.read(
                    options.place().cluster(),
                    RouterTopics.of(options.place().recorded(), serdes),
                    sample.stream()
                            .map(prompt -> id.original(prompt.id().value()))
                            .collect(Collectors.toSet()),
                    UnaryOperator.identity());
            return ask(id, sample, facts, RouterTopics.of(lane, serdes));
        }
    }

    private Result ask(ExperimentId id, List<PromptRequest> sample, RecordedFacts facts, RouterTopics lane)
            throws InterruptedException {
        GroupTest test = new GroupTest(asked.plan(), asked.reference(), asked.members());
        if (sample.isEmpty()) {
            return new Result(id, test, GroupCounts.of(List.of(), options.maxUsd(), null), true);
        }
        ExperimentRouter router = ExperimentRouter.start(id, options, lane, clock);
        List<GroupCase> cases;
        Spend spent;
        boolean whole;
        try (router) {
            LiveRun<GroupCase> run = new LiveRun<>(
                    sample, router.desk().purse(), runner(id, sample, facts, router, test), GroupCase.KIND, listener);
            cases = underway.run(run, options.concurrency());
            whole = !run.isStopped();
            spent = router.spent(whole);
        }
        if (whole) {
            router.forget();
        }
        return new Result(id, test, GroupCounts.of(cases, options.maxUsd(), spent), whole);
    }

    private LiveRun.Runner<GroupCase> runner(
            ExperimentId id, List<PromptRequest> sample, RecordedFacts facts, ExperimentRouter router, GroupTest test) {
        List<Target> held = asked.members().stream()
                .filter(member -> !member.equals(asked.reference()))
                .toList();
        GroupFeed feed = new GroupFeed(test, held);
        GroupRunner runner = new GroupRunner(
                id,
                asked,
                router.desk(),
                facts,
                new Disclosure(options.candidate().config()),
                feed,
                clock);
        Map<String, Integer> places = new HashMap<>();
        sample.forEach(prompt -> places.put(prompt.id().value(), places.size()));
        return drawn -> {
            GroupCase ran = runner.run(drawn);
            feed.ended(places.getOrDefault(drawn.id().value(), -1), ran);
            return ran;
        };
    }
}
