package io.promptyard.router.judge;

import io.promptyard.model.Classification;
import io.promptyard.model.Target;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.judge.Judged.Rated;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rating makes of a classification: its complexity is the judge's, and each score the mean of what was predicted and of what the
 * catalogue expects of the target at that complexity. Pure.
 */
final class JudgedScores {
    private static final double DIGITS = 10_000;

    private final Priors priors;
    private final String name;

    JudgedScores(Priors priors, Target judge) {
        this.priors = priors;
        this.name = "+judge:" + judge;
    }

    Classification of(Classification said, Rated rated) {
        Map<String, Double> scores = new HashMap<>(said.scores());
        List<String> targets = priors.targets();
        for (int at = 0; at < targets.size(); at++) {
            double expected = priors.of(at, said.task(), rated.complexity());
            scores.computeIfPresent(
                    targets.get(at), (target, score) -> Math.round((score + expected) / 2 * DIGITS) / DIGITS);
        }
        return new Classification(
                said.classifier() + name,
                said.task(),
                said.taskConfidence(),
                said.domain(),
                said.language(),
                said.promptTokens(),
                rated.complexity(),
                scores,
                said.features(),
                said.micros());
    }
}
