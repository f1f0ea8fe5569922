package io.promptyard.bench.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FromTheLogTest {
    private static final Pair PAIR = new Pair("p", "own", "large", "small");

    @Test
    void shouldSendWhatTheSmallModelFailsToTheLargeOneWhenLabelsSaySo() {
        // Given
        List<LabelledPrompt> foreign = new ArrayList<>();
        List<LabelledPrompt> own = new ArrayList<>();
        for (int at = 0; at < 60; at++) {
            foreign.add(row(at, "How far is town " + at + " from the sea?", "foreign", at % 2));
            own.add(row(at, at % 2 == 0 ? "Fix the parser, case " + at : "Greet guest " + at, "own", at % 2));
        }
        FromTheLog log = new FromTheLog(HeuristicClassifier.create(() -> 0), new RidgeLearner().learn(foreign), PAIR);
        List<LabelledPrompt> asked =
                List.of(row(97, "Fix the parser, case 97", "own", 0), row(98, "Greet guest 98", "own", 1));
        // When
        double[] unlearnt = log.learn(List.of()).needs(PAIR, asked);
        double[] learnt = log.learn(own).needs(PAIR, asked);
        // Then
        assertThat(learnt[0] - learnt[1]).isGreaterThan(unlearnt[0] - unlearnt[1] + 0.3);
    }

    private static LabelledPrompt row(int id, String text, String bench, double small) {
        return LabelledPrompt.scored(bench + id, text, bench, Map.of("large", 1.0, "small", small));
    }
}
