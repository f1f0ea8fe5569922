package io.promptyard.router.replay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Likeness;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.PairScore.Why;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleScorersTest {
    private static AnswerPair pair(String recorded, String candidate, @Nullable String reference) {
        return new AnswerPair("id", "?", recorded, candidate, reference);
    }

    @Test
    void shouldMatchExactlyButForWhiteSpace() {
        RuleScorer exact = new ExactMatch();
        assertThat(exact.score(pair("forty two", " 42\n", "42"))).isEqualTo(new Scored(0, 1, Verdict.BETTER));
        assertThat(exact.score(pair("a  b", "A b", "a\nb"))).isEqualTo(new Scored(1, 0, Verdict.WORSE));
        assertThat(exact.score(pair("no", "neither", "yes"))).isEqualTo(new Scored(0, 0, Verdict.TIE));
        assertThat(exact.score(pair("a", "a", null))).isEqualTo(new Failed(Why.NO_REFERENCE));
    }

    @Test
    void shouldFindOneExpressionOrEachPairsOwn() {
        RuleScorer all = new RegexMatch(Pattern.compile("\\b4[0-9]\\b"));
        assertThat(all.score(pair("it is 39", "it is 42.", null))).isEqualTo(new Scored(0, 1, Verdict.BETTER));
        RuleScorer own = new RegexMatch(null);
        assertThat(own.score(pair("it is 42", "it is 43", "4[12]"))).isEqualTo(new Scored(1, 0, Verdict.WORSE));
        assertThat(own.score(pair("a", "b", "(unclosed"))).isEqualTo(new Failed(Why.NO_REFERENCE));
        assertThat(own.score(pair("a", "b", null))).isEqualTo(new Failed(Why.NO_REFERENCE));
        assertThat(own.score(pair("a".repeat(60) + "b", "a", "a*a*a*a*a*a*a*a*c")))
                .isEqualTo(new Failed(Why.TOO_LONG));
    }

    @Test
    void shouldSurviveAnExpressionThatOverflowsTheStack() {
        assertThat(new RegexMatch(Pattern.compile("(a|b)*c")).score(pair("ab".repeat(200_000), "c", null)))
                .isEqualTo(new Scored(0, 1, Verdict.BETTER));
    }

    @Test
    void shouldHoldAnswersToASchema() {
        // Given
        RuleScorer schema = JsonSchemaMatch.of("person.json", """
                {"$schema":"http://json-schema.org/draft-07/schema#",
                 "type":"object","properties":{"age":{"type":"integer","minimum":0}},"required":["age"],
                 "additionalProperties":false}""");
        // Then
        assertThat(schema.name()).isEqualTo("json-schema:person.json");
        assertThat(schema.score(pair("{\"age\":-1}", "{\"age\":7}", null))).isEqualTo(new Scored(0, 1, Verdict.BETTER));
        assertThat(schema.score(pair("{\"age\":7} of course", "```json\n{\"age\":7}\n```", null)))
                .isEqualTo(new Scored(0, 0, Verdict.TIE));
        assertThat(schema.score(pair("", "[".repeat(100_000), null))).isEqualTo(new Scored(0, 0, Verdict.TIE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[1]", "{\"type\": 7}", "{\"$ref\":\"http://127.0.0.1:1/other.json\"}"})
    void shouldRefuseWhatIsNoSchemaOrRefersToAnother(String text) {
        assertThatThrownBy(() -> JsonSchemaMatch.of("x", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON schema");
    }

    @Test
    void shouldTellHowNearAnswersAreToWhatWasExpected() {
        RuleScorer similarity = new EmbeddingSimilarity(new Letters());
        assertThat(similarity.name()).isEqualTo("similarity:letters");
        assertThat(similarity.score(pair("b", "a", "a"))).isEqualTo(new Scored(0, 1, Verdict.BETTER));
        assertThat(similarity.score(pair("a", "a", "ab"))).isInstanceOfSatisfying(Scored.class, scored -> {
            assertThat(scored.verdict()).isEqualTo(Verdict.TIE);
            assertThat(scored.candidate()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        });
        assertThat(similarity.score(pair("a", "ab", null)))
                .isInstanceOfSatisfying(
                        Likeness.class, near -> assertThat(near.candidate()).isCloseTo(Math.sqrt(0.5), within(1e-6)));
    }

    /** Whether a text holds an a, and whether a b. */
    private static final class Letters implements TextEmbedder {
        @Override
        public String name() {
            return "letters";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public int mostTokens() {
            return 10;
        }

        @Override
        public float[][] embed(List<String> texts, int tokens) {
            return texts.stream()
                    .map(text -> {
                        float a = text.contains("a") ? 1 : 0;
                        float b = text.contains("b") ? 1 : 0;
                        float length = (float) Math.sqrt(a + b);
                        return new float[] {a / length, b / length};
                    })
                    .toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }
}
