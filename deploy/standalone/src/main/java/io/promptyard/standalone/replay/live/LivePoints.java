package io.promptyard.standalone.replay.live;

import io.promptyard.model.Target;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.router.replay.judge.WeightedMean;
import io.promptyard.router.replay.report.TargetPoint;
import io.promptyard.standalone.replay.live.GroupTally.Seen;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each target of a live replay was asked, what its answers are worth by the first scorer that gives scores of single answers, and
 * what they cost: means over the prompts that it answered under either policy, weighted by the prompts that each stands for. A prompt that
 * it answered twice, once in the log and once now, is one prompt, with the mean of the two. A failed call has no answer and no part in it.
 */
final class LivePoints {
    private static final int DIGITS = 12;

    private final Map<Target, Point> points = new TreeMap<>();

    private static final class Point {
        private long recorded;
        private long candidate;
        private final WeightedMean quality = new WeightedMean(0, 1);
        private BigDecimal usd = BigDecimal.ZERO;
        private BigDecimal weights = BigDecimal.ZERO;
        private long paid;
    }

    /** What a target's answers to one prompt come to. */
    private static final class Answers {
        private double score;
        private int scored;
        private BigDecimal usd = BigDecimal.ZERO;
        private int paid;

        void add(@Nullable Double quality, @Nullable BigDecimal cost) {
            score += quality == null ? 0 : quality;
            scored += quality == null ? 0 : 1;
            usd = cost == null ? usd : usd.add(cost);
            paid += cost == null ? 0 : 1;
        }
    }

    private LivePoints() {}

    static List<TargetPoint> of(List<Seen> seen) {
        LivePoints all = new LivePoints();
        seen.forEach(all::add);
        return all.points.entrySet().stream()
                .map(each -> point(each.getKey(), each.getValue()))
                .toList();
    }

    private Point at(Target target) {
        return points.computeIfAbsent(target, each -> new Point());
    }

    private void add(Seen seen) {
        Target from = seen.from();
        if (from != null) {
            at(from).recorded++;
        }
        Target to = seen.to();
        if (to != null) {
            at(to).candidate++;
        }
        String original = seen.each().original();
        PairScore.Scored scored = seen.first() instanceof PairScore.Scored both ? both : null;
        Map<Target, Answers> answers = new HashMap<>();
        answer(
                answers,
                seen.facts().response(original),
                scored == null ? null : scored.recorded(),
                seen.facts().calls(original).answerUsd());
        answer(
                answers,
                seen.each().response(),
                scored == null ? null : scored.candidate(),
                seen.own().calls(seen.id()).answerUsd());
        answers.forEach((target, each) -> add(at(target), each, seen.weight()));
    }

    private static void answer(
            Map<Target, Answers> answers,
            @Nullable FinalResponse response,
            @Nullable Double quality,
            @Nullable BigDecimal cost) {
        if (response != null && response.result() instanceof Answer answer) {
            answers.computeIfAbsent(answer.target(), target -> new Answers()).add(quality, cost);
        }
    }

    private static void add(Point point, Answers answers, double weight) {
        if (answers.scored > 0) {
            point.quality.add(answers.score / answers.scored, weight);
        }
        if (answers.paid > 0) {
            BigDecimal exact = BigDecimal.valueOf(weight);
            BigDecimal mean = answers.usd.divide(BigDecimal.valueOf(answers.paid), MathContext.DECIMAL64);
            point.usd = point.usd.add(mean.multiply(exact));
            point.weights = point.weights.add(exact);
            point.paid++;
        }
    }

    private static BigDecimal mean(Point point) {
        BigDecimal mean = point.usd.divide(point.weights, DIGITS, RoundingMode.HALF_EVEN);
        return mean.signum() == 0 ? BigDecimal.ZERO : mean.stripTrailingZeros();
    }

    private static TargetPoint point(Target target, Point point) {
        return new TargetPoint(
                target,
                point.recorded,
                point.candidate,
                point.quality.estimate(),
                point.paid == 0 ? null : mean(point),
                point.paid);
    }
}
