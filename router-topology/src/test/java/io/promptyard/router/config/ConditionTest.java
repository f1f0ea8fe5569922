package io.promptyard.router.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Task;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Map<String, Object> PROMPT = Map.ofEntries(
            Map.entry("task", "code"),
            Map.entry("domain", "software"),
            Map.entry("complexity", 0.7),
            Map.entry("language", "de"),
            Map.entry("tokens", 1_200L),
            Map.entry("endpoint", "support"),
            Map.entry("tenant", "acme"),
            Map.entry("key", "team-a"),
            Map.entry("tags", Map.of("team", "blue")),
            Map.entry("model", "auto"),
            Map.entry("modality", List.of("image")),
            Map.entry("stream", true),
            Map.entry("now", Instant.parse("2026-10-02T22:30:00Z")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "task == 'code' && complexity > 0.5 ~ true",
                "task in ['legal', 'math'] || tokens > 1000 ~ true",
                "tokens >= 1200 && tokens < 1200 ~ false",
                "tags.team == 'blue' && tenant.startsWith('ac') ~ true",
                "key == 'team-a' && key != 'team-b' ~ true",
                "tags.region == 'eu' ~ false",
                "!(tags.region == 'eu') ~ false",
                "!has(tags.region) ~ true",
                "'image' in modality && stream ~ true",
                "endpoint.matches('^sup') && language != 'en' ~ true",
                "now.getHours('Europe/Berlin') == 0 && now.getHours() == 22 ~ true",
                "now.getDayOfWeek('Europe/Berlin') == 6 ~ true",
                "model == 'auto' ? domain == 'law' : true ~ false",
                "tokens / (tokens - 1200) > 0 ~ false",
            })
    void shouldHoldAsCelSaysWhenThePromptIsSo(String text, boolean expected) {
        // Given
        Condition condition = Condition.of(text);
        // When
        boolean holds = condition.holds(PROMPT::get);
        // Then
        assertThat(holds).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "task = 'code' ~ token recognition",
                "tokns > 3 ~ undeclared reference to 'tokns'",
                "tokens ~ expected type 'bool' but found 'int'",
                "tokens > 'a' ~ found no matching overload",
                "['a'].exists(x, x == task) ~ undeclared reference",
                "&& ~ mismatched input",
            })
    void shouldSayWhatIsWrongWhenItIsNoCondition(String text, String said) {
        // When
        var refused = assertThatThrownBy(() -> Condition.of(text));
        // Then
        refused.isInstanceOf(IllegalArgumentException.class).hasMessageContaining(said);
        refused.hasMessageNotContainingAny("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "tokns > 3 ~ line 1, column 1: undeclared reference to 'tokns'",
                "stream && lang == 'de' ~ line 1, column 11: undeclared reference to 'lang'",
                "stream && tokens ~ line 1, column 8: found no matching overload",
                "tokens > ~ line 1, column 9: mismatched input",
            })
    void shouldSayWhereItIsWrong(String text, String said) {
        // When
        var refused = assertThatThrownBy(() -> Condition.of(text));
        var onTheSecondLine = assertThatThrownBy(() -> Condition.of("stream &&\n  lang == 'de'"));
        // Then
        refused.hasMessageStartingWith(said);
        onTheSecondLine.hasMessage("line 2, column 3: undeclared reference to 'lang'");
    }

    @Test
    void shouldBeTheSameExpressionHoweverItIsSpaced() {
        // When
        Condition condition = Condition.of("tokens > 9 && (stream || task == 'code')");
        // Then
        assertThat(condition.isSameAs(Condition.of("tokens>9&&\n  (stream||task=='code')")))
                .isTrue();
        assertThat(condition.isSameAs(Condition.of("tokens > 9 && (stream || task == 'math')")))
                .isFalse();
    }

    @Test
    void shouldSeeThatItAlwaysHolds() {
        assertThat(Condition.of("true").isAlwaysTrue(Set.of())).isTrue();
        assertThat(Condition.of("task != 'cooking'").isAlwaysTrue(Set.of())).isTrue();
        assertThat(Condition.of("task == 'code'").isAlwaysTrue(Set.of(Task.CODE)))
                .isTrue();
        assertThat(Condition.of("task == 'code'").isAlwaysTrue(Set.of())).isFalse();
        assertThat(Condition.of("complexity >= 0.0").isAlwaysTrue(Set.of())).isFalse();
    }

    @Test
    void shouldRefuseWhatIsTooLongOrTooDeep() {
        // Given
        String longest = "stream" + " || stream".repeat(300);
        String deep = "(".repeat(400) + "stream" + ")".repeat(400);
        // When
        var tooLong = assertThatThrownBy(() -> Condition.of(longest));
        var tooDeep = assertThatThrownBy(() -> Condition.of(deep));
        // Then
        tooLong.hasMessage("longer than 2000 characters");
        tooDeep.isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "task == 'cooking'", "task == 'code' && task == 'math'", "1 > 2"})
    void shouldSeeThatItNeverHolds(String text) {
        // When
        Condition condition = Condition.of(text);
        // Then
        assertThat(condition.isNeverTrue(Set.of())).isTrue();
    }

    @Test
    void shouldSeeThatItNeverHoldsOnlyWithinTheTasksGiven() {
        // Given
        Condition condition = Condition.of("task != 'code'");
        // When
        boolean never = condition.isNeverTrue(Set.of(Task.CODE));
        // Then
        assertThat(never).isTrue();
        assertThat(condition.isNeverTrue(Set.of(Task.CODE, Task.MATH))).isFalse();
        assertThat(Condition.of("complexity > 2.0").isNeverTrue(Set.of())).isFalse();
    }

    @Test
    void shouldEqualAnotherOfTheSameText() {
        // Given
        Condition condition = Condition.of("stream");
        Map<String, Object> missing = new HashMap<>(PROMPT);
        missing.remove("stream");
        // When
        Condition same = Condition.of("stream");
        // Then
        assertThat(same).isEqualTo(condition).hasSameHashCodeAs(condition).hasToString("stream");
        assertThat(same).isNotEqualTo(Condition.of("!stream"));
        assertThat(same.holds(missing::get)).isFalse();
    }
}
