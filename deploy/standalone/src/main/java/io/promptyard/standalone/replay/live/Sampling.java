package io.promptyard.standalone.replay.live;

import io.promptyard.model.ReplayPlan;
import io.promptyard.router.policy.PromptFilter;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sample of an experiment: drawn and written down, or taken up where an earlier run has drawn it for the same purpose. */
final class Sampling {
    private final LiveOptions options;
    private final Lots lots;
    private final Map<String, String> scoring;

    /** @param scoring what tells whether two runs are alike beside the options themselves, by the name of the flag */
    Sampling(LiveOptions options, Lots lots, Map<String, String> scoring) {
        this.options = options;
        this.lots = lots;
        Map<String, String> alike = new TreeMap<>(scoring);
        if (!options.draw().filter().equals(PromptFilter.ALL)) {
            alike.put(SampleLog.FILTER, options.draw().filter().toString());
        }
        this.scoring = Map.copyOf(alike);
    }

    /** @throws IllegalArgumentException when there is no such experiment to go on with, or it is about something else */
    SampleLog.Sample take(ExperimentId id, TopicNames lane, SerdeFactory serdes, Instant now) {
        PlanStore store = new PlanStore(options.place().cluster(), lane, serdes);
        if (options.resume() != null) {
            SampleLog.Sample sample = store.read()
                    .orElseThrow(() -> new IllegalArgumentException("no experiment " + id + " to go on with"));
            check(sample.plan());
            return sample;
        }
        RouterTopics recorded = RouterTopics.of(options.place().recorded(), serdes);
        SampleLog.Sample sample =
                new SampleLog(options.place().cluster(), recorded).draw(id, options, lots, scoring, now);
        store.write(sample);
        return sample;
    }

    private void check(ReplayPlan plan) {
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
        sameScoring(plan.scoring(), scoring);
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
}
