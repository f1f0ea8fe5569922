package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Constraints;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Task;
import io.promptyard.router.config.Condition;
import io.promptyard.router.config.Hours;
import io.promptyard.router.config.Modality;
import io.promptyard.router.config.RouteMatch;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchRulesTest {
    private static final ContentPart TEXT = new ContentPart.TextPart("x", "{}");
    private static final ContentPart IMAGE = new ContentPart.ImagePart("https://example.org/a.png", null, "{}");

    @Test
    void shouldMatchAModalityWhenThePromptHasAPartOfIt() {
        // Given
        Subject picture = subject("gpt-4o", TEXT, IMAGE);
        // When
        boolean images = matches(picture, Modality.IMAGE, Modality.AUDIO);
        // Then
        assertThat(images).isTrue();
        assertThat(matches(picture, Modality.TEXT)).isFalse();
        assertThat(matches(picture, Modality.FILE)).isFalse();
    }

    @Test
    void shouldMatchTextOnlyWhenThereIsNothingElse() {
        // Given
        Subject words = subject("gpt-4o", TEXT);
        // When
        boolean text = matches(words, Modality.TEXT);
        // Then
        assertThat(text).isTrue();
        assertThat(matches(words, Modality.IMAGE)).isFalse();
        assertThat(Modality.ofLabel("image")).contains(Modality.IMAGE);
        assertThat(Modality.ofLabel("smell")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12:00, 13:00, true", "13:00, 12:00, false", "11:00, 12:00, false"})
    void shouldMatchByTheTimeOfTheDecision(LocalTime from, LocalTime to, boolean expected) {
        // Given
        Hours hours = new Hours(from, to, Set.of(), ZoneOffset.UTC);
        // When
        boolean matches = MatchRules.matches(match(Set.of(), hours, null), subject("auto", TEXT));
        // Then
        assertThat(matches).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "task == 'code' && domain == 'software' && language == 'en' ~ true",
                "complexity == 0.5 && tokens == 1000 && !stream ~ true",
                "endpoint == 'support' && tenant == 'acme' && key == '' && tags.team == 'blue' ~ true",
                "model == 'auto' && 'image' in modality ~ true",
                "now == timestamp('2026-10-01T12:00:00Z') ~ true",
                "'text' in modality ~ false",
                "tags.other == 'blue' ~ false",
            })
    void shouldTellConditionsAllThatIsKnownOfAPrompt(String text, boolean expected) {
        // Given
        RouteMatch match = match(Set.of(), null, Condition.of(text));
        // When
        boolean matches = MatchRules.matches(match, subject("auto", TEXT, IMAGE));
        // Then
        assertThat(matches).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o, true",
        "gpt-*, gpt-4o, true",
        "*, anything, true",
        "gpt-4o, gpt-4o-mini, false",
        "claude-*, gpt-4o, false",
    })
    void shouldMatchModelsByNameOrBeginning(String wanted, String asked, boolean expected) {
        // Given
        RouteMatch match = new RouteMatch(
                Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), List.of(wanted), null, null, null, null);
        // When
        boolean matches = MatchRules.matches(match, subject(asked, TEXT));
        // Then
        assertThat(matches).isEqualTo(expected);
    }

    private static boolean matches(Subject subject, Modality... modalities) {
        return MatchRules.matches(match(Set.of(modalities), null, null), subject);
    }

    private static RouteMatch match(Set<Modality> modalities, @Nullable Hours hours, @Nullable Condition when) {
        return new RouteMatch(
                Set.of(Task.CODE),
                Set.of("support"),
                Set.of(),
                Map.of("team", "blue"),
                Set.of("en"),
                List.of(),
                0.5,
                0.5,
                1_000,
                1_000,
                modalities,
                hours,
                when);
    }

    private static Subject subject(String model, ContentPart... parts) {
        List<ChatMessage> messages = new ArrayList<>();
        for (ContentPart part : parts) {
            messages.add(new ChatMessage(Role.USER, List.of(part), List.of(), null, null, "{}"));
        }
        PromptBody body = new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        PromptRequest request = new PromptRequest(
                new RequestId("r"),
                T0,
                null,
                "acme",
                "support",
                Map.of("team", "blue"),
                model,
                Constraints.NONE,
                body,
                false,
                null,
                null,
                null);
        Classification classification =
                new Classification("test", Task.CODE, 1, "software", "en", 1_000, 0.5, Map.of(), Map.of(), 1);
        return Subject.of(new ClassifiedPrompt(request, classification, List.of(), T0.plusSeconds(60), ""), T0);
    }
}
