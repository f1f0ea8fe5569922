package io.promptyard.standalone.replay.live;

import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ReplayPlan;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.replay.sample.Allocation;
import io.promptyard.router.replay.sample.StratifiedDraw;
import io.promptyard.router.replay.sample.StratifiedDraw.Drawn;
import io.promptyard.router.replay.sample.Stratum;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.standalone.replay.LoggedTraffic;
import io.promptyard.standalone.replay.Stretch;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws a sample of what was decided in a period, from the topics of the recorded lane. Reads {@code decisions} twice, first to count
 * and then to draw, and {@code prompts} once, or each time where a filter asks what they say: memory grows with the sample, not with the
 * period.
 */
final class SampleLog {
    static final String ARM = "sample";
    /** Under which a plan keeps the filter of its prompts. */
    static final String FILTER = "filter";

    private final ClusterAddress cluster;
    private final RouterTopics recorded;
    private @Nullable Instant begin;

    SampleLog(ClusterAddress cluster, RouterTopics recorded) {
        this.cluster = cluster;
        this.recorded = recorded;
    }

    /** A plan, and the copies to be sent in their order. */
    record Sample(ReplayPlan plan, List<PromptRequest> prompts) {}

    /** @param scoring what tells whether two runs are alike, by the name of the flag */
    Sample draw(ExperimentId id, LiveOptions options, Lots kinds, Map<String, String> scoring, Instant now) {
        LiveOptions.Draw draw = options.draw();
        Map<Stratum, Long> populations = new TreeMap<>();
        firsts(draw, kinds, first -> {
            populations.merge(kinds.stratum(first), 1L, Long::sum);
            begin = begin == null || first.at().isBefore(begin) ? first.at() : begin;
        });
        Allocation allocation = kinds.allocation(populations);
        StratifiedDraw lots = new StratifiedDraw(allocation, draw.seed());
        firsts(draw, kinds, first -> lots.offer(kinds.stratum(first), first.id().value()));
        List<Drawn> drawn = lots.drawn();
        Map<String, PromptRequest> found = prompts(drawn.stream().map(Drawn::id).collect(Collectors.toSet()));
        List<PromptRequest> copies = new ArrayList<>();
        long unfit = 0;
        for (Drawn each : drawn) {
            PromptRequest prompt = found.get(each.id());
            if (prompt != null && prompt.body() instanceof PromptBody) {
                copies.add(prompt.sampled(
                        new RequestId(id.of(each.id())), prompt.createdAt(), new Experiment(id.value(), ARM)));
            } else if (prompt != null) {
                unfit++;
            }
        }
        // All that is kept begins with its first decision.
        Instant from = draw.from().isAfter(Instant.EPOCH) ? draw.from() : begin == null ? now : begin;
        ReplayPlan plan = plan(
                id, options, scoring, from, now, parts(populations, allocation), drawn.size() - found.size(), unfit);
        return new Sample(plan, copies);
    }

    private static List<ReplayPlan.Part> parts(Map<Stratum, Long> populations, Allocation allocation) {
        return populations.entrySet().stream()
                .map(each -> new ReplayPlan.Part(
                        each.getKey().route(),
                        each.getKey().task(),
                        each.getKey().band(),
                        each.getValue(),
                        allocation.of(each.getKey())))
                .toList();
    }

    private static ReplayPlan plan(
            ExperimentId id,
            LiveOptions options,
            Map<String, String> scoring,
            Instant from,
            Instant now,
            List<ReplayPlan.Part> parts,
            long withoutPrompt,
            long unfit) {
        LiveOptions.Draw draw = options.draw();
        return new ReplayPlan(
                id.value(),
                options.name(),
                now,
                from,
                draw.to().truncatedTo(ChronoUnit.MILLIS),
                draw.rate(),
                draw.seed(),
                options.maxUsd(),
                options.candidate().config().version(),
                options.scorers().names(),
                parts,
                withoutPrompt,
                unfit,
                scoring,
                lane(options));
    }

    /** As the flag names it. */
    static String lane(LiveOptions options) {
        String lane = options.place().recorded().lane();
        return lane.isEmpty() ? TopicNames.DEFAULT_LANE : lane;
    }

    /** The first decision on each prompt: not those that only wait, and not those after a failed attempt. */
    static boolean isFirst(RoutingDecision decision) {
        return decision.attempt() == 1 && (decision.target() != null || decision.refusal() != null);
    }

    private void firsts(LiveOptions.Draw draw, Lots kinds, Consumer<RoutingDecision> reader) {
        Consumer<RoutingDecision> wanted = decision -> {
            if (isFirst(decision)
                    && kinds.holds(decision)
                    && !decision.at().isBefore(draw.from())
                    && decision.at().isBefore(draw.to())) {
                reader.accept(decision);
            }
        };
        if (draw.filter().equals(PromptFilter.ALL)) {
            try (TopicScan scan = TopicScan.since(cluster, recorded.decisions().name(), later(draw.from()))) {
                scan.forEach(recorded.decisions(), (id, decision) -> wanted.accept(decision));
            }
            return;
        }
        try (LoggedTraffic traffic = LoggedTraffic.of(cluster, recorded)) {
            traffic.readAlone(Stretch.of(draw.from(), draw.to()), each -> {
                RoutingDecision was = each.decision();
                if (draw.filter().holds(each.request(), was.classification(), was.at())) {
                    wanted.accept(was);
                }
            });
        }
    }

    private Map<String, PromptRequest> prompts(Set<String> wanted) {
        Map<String, PromptRequest> found = new HashMap<>();
        Set<String> missing = new HashSet<>(wanted);
        try (TopicScan scan = TopicScan.of(cluster, recorded.prompts().name())) {
            scan.forEach(recorded.prompts(), (id, prompt) -> {
                if (missing.remove(id)) {
                    found.put(id, prompt); // the first of an id is the one that was answered
                }
            });
        }
        return found;
    }

    /** Kafka knows no time before its epoch. */
    private static Instant later(Instant from) {
        return from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
    }
}
