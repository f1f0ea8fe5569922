package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that an earlier one takes all prompts of. */
class MatchCoverTest {
    private static final String EVERY_TASK =
            "[math, code, legal, medical, reasoning, open_qa, commonsense, creative_writing, summarization, extraction,"
                    + " translation, rewriting, classification, chat, tool_use, other]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: '*'",
                "model: [auto, '*']",
                "complexity: { min: 0, max: 1 }",
                "complexity: { min: 0.0 }",
                "tokens: { min: 0 }",
                "tokens: { max: 2147483647 }",
                "task: " + EVERY_TASK,
                "modality: [text, image, audio, file]",
                "hours: { from: '00:00', to: '24:00' }",
                "hours: { days: [mon, tue, wed, thu, fri, sat, sun], zone: Europe/Berlin }",
                "when: 'true'",
                "when: 'task != \"coding\"'"
            })
    void shouldTakeARuleThatEveryPromptFollowsForNone(String rule) {
        assertThat(problems(rule, "tenant: acme")).containsExactly(COVERED);
        assertThat(problems("tenant: acme", rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "model: 'gpt-*' ~ model: 'gpt-4*'",
                "model: ['gpt-*', auto] ~ model: [auto, 'gpt-4o', 'gpt-4*']",
                "hours: { from: '22:00', to: '06:00' } ~ hours: { from: '23:00', to: '05:00' }",
                "hours: { from: '08:00', to: '18:00', days: [mon, tue, wed, thu, fri, sat, sun] } ~ hours: { from: '09:00', to: '10:00' }",
                "when: 'tokens > 9 && stream' ~ when: 'tokens>9 &&  stream', task: code",
                "when: 'task == \"code\" || task == \"math\"' ~ task: code"
            })
    void shouldNameTheLaterRouteThatTheEarlierTakesAllOf(String wide, String narrow) {
        assertThat(problems(wide, narrow)).containsExactly(COVERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "model: 'gpt-4*' ~ model: 'gpt-*'",
                "model: 'gpt-*' ~ model: ['gpt-4*', auto]",
                "model: gpt-4 ~ model: 'gpt-4*'",
                "complexity: { min: 0.1, max: 1 } ~ tenant: acme",
                "complexity: { min: 0, max: 0.9 } ~ tenant: acme",
                "tokens: { min: 1 } ~ tenant: acme",
                "hours: { from: '00:00', to: '24:00', days: [mon] } ~ tenant: acme",
                "hours: { from: '00:00', to: '23:59' } ~ hours: { from: '22:00', to: '06:00' }",
                "hours: { from: '23:00', to: '05:00' } ~ hours: { from: '22:00', to: '06:00' }",
                "when: 'tokens > 9 && stream' ~ when: 'stream && tokens > 9'",
                "when: 'task == \"code\"' ~ tenant: acme"
            })
    void shouldLeaveARouteThatSomePromptsGetTo(String wide, String narrow) {
        assertThat(problems(wide, narrow)).isEmpty();
    }

    private static final String COVERED = "routes[1].match: can never match, an earlier route takes all of it (got a)";

    private static List<String> problems(String earlier, String later) {
        return ConfigFile.problems("""
                providers: { openai: { dialect: openai } }
                routes:
                  - { name: a, match: { %s } }
                  - { name: b, match: { %s } }
                """.formatted(earlier, later));
    }
}
