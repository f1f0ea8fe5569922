package io.promptyard.standalone.replay.live;

import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.published.Sha256;
import io.promptyard.router.replay.judge.ModelJudge;
import io.promptyard.router.replay.judge.RuleScorer;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a live replay does.
 *
 * @param name for people; may be empty
 * @param maxUsd the most that sample and judges may cost together, over all runs
 * @param concurrency prompts under way at once, and calls open at once with each provider; at least 1
 * @param resume the experiment to go on with; null for a new one
 */
public record LiveOptions(
        Place place,
        Candidate candidate,
        Draw draw,
        String name,
        BigDecimal maxUsd,
        int concurrency,
        Scorers scorers,
        @Nullable ExperimentId resume) {
    public static final int CONCURRENCY = 4;

    public LiveOptions {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(draw, "draw");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scorers, "scorers");
        if (maxUsd.signum() <= 0) {
            throw new IllegalArgumentException("max-usd: must be above 0 (got " + maxUsd.toPlainString() + ")");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency: must be at least 1 (got " + concurrency + ")");
        }
    }

    /**
     * Where the traffic is, and the experiment's topics will be.
     *
     * @param recorded the lane whose traffic is replayed
     * @param stateDir for the stores' local state; a directory of the experiment's name is made in it, and removed
     */
    public record Place(ClusterAddress cluster, TopicNames recorded, Path stateDir) {}

    /** The configuration that is tried. {@code simulated} are the providers that a simulator stands in for. */
    public record Candidate(RouterConfig config, Set<ProviderId> simulated, SimulatorSettings simulator) {
        public Candidate {
            simulated = Set.copyOf(simulated);
        }
    }

    /**
     * Which prompts: a share of those decided from {@code from} to before {@code to} for which {@code filter} holds. What was drawn
     * before is not drawn again when an experiment goes on.
     */
    public record Draw(Instant from, Instant to, double rate, long seed, PromptFilter filter) {
        public Draw {
            if (!(rate > 0 && rate <= 1)) {
                throw new IllegalArgumentException(
                        "sample: must be above 0 % and at most 100 % (got " + rate * 100 + " %)");
            }
        }
    }

    /**
     * Who scores, and against what where that is asked for.
     *
     * @param texts what scorers go by beside their names, such as a rubric, by the name of the flag
     */
    public record Scorers(
            List<RuleScorer> rules, List<ModelJudge> judges, References references, Map<String, String> texts) {
        public Scorers {
            rules = List.copyOf(rules);
            judges = List.copyOf(judges);
            texts = Map.copyOf(texts);
        }

        /** What tells whether two runs score alike: digests of texts, and the tag of references, by the name of the flag. */
        Map<String, String> scoring() {
            Map<String, String> scoring = new TreeMap<>();
            texts.forEach((name, text) -> scoring.put(name, "sha256:" + Sha256.of(text)));
            scoring.put("references", "sha256:" + references.digest());
            scoring.put("reference-tag", references.tag());
            return scoring;
        }

        List<String> names() {
            return Stream.concat(
                            rules.stream().map(RuleScorer::name),
                            judges.stream().map(ModelJudge::name))
                    .toList();
        }
    }
}
