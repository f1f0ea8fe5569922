package io.promptyard.standalone.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Feedback;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.house.Repository;
import io.promptyard.standalone.runtime.ShippedClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeekTrafficTest {
    private static final Path CURRENT = Repository.ROOT.resolve("deploy/config/replay/current.yaml");
    private static final Instant END = Instant.parse("2026-11-27T12:00:00Z");
    private static final int TIMES = 2;
    private static final RouterConfig CONFIG = config();
    private static final PromptClassifier CLASSIFIER = ShippedClassifier.of(CONFIG, () -> 0);

    private final List<WeekPrompt> prompts = WeekPrompts.load();

    @Test
    void shouldGiveTheSameWeekWhenTheSeedIsTheSame() {
        assertThat(week(7)).isEqualTo(week(7)).isNotEqualTo(week(8));
    }

    @Test
    void shouldBringEveryPromptSoManyTimesInOrderWithinSevenDays() {
        // When
        List<Recorded> week = week(1);
        // Then
        assertThat(week).hasSize(TIMES * prompts.size());
        assertThat(week).extracting(each -> each.prompt().id()).doesNotHaveDuplicates();
        assertThat(week)
                .extracting(each -> each.prompt().createdAt())
                .isSortedAccordingTo(Comparator.naturalOrder())
                .allSatisfy(at -> assertThat(at).isBetween(END.minus(Duration.ofDays(7)), END));
    }

    @Test
    void shouldAnswerRightWhereTheModelIsKnownToHaveSolvedIt() {
        // Given
        List<Recorded> week = week(1);
        // Then
        for (Recorded each : week) {
            FinalResponse.Answer answer = (FinalResponse.Answer) each.response().result();
            WeekPrompt prompt = prompts.stream()
                    .filter(known -> known.solution().equals(each.solution()))
                    .findFirst()
                    .orElseThrow();
            boolean right = answer.toString().contains(each.solution());
            assertThat(right).isEqualTo(prompt.outcomes().get(answer.target()) == 1);
            Feedback rating = each.feedback();
            if (rating != null) {
                assertThat(rating.score()).isEqualTo(right ? 1 : 0);
                assertThat(rating.target()).isEqualTo(answer.target());
            }
        }
    }

    @Test
    void shouldTellOfTwoPhasesOfOneAttemptAndOfItsCost() {
        // When
        Recorded one = week(1).getFirst();
        // Then
        assertThat(one.attempts())
                .extracting(ProviderAttempt::phase)
                .containsExactly(ProviderAttempt.Phase.STARTED, ProviderAttempt.Phase.ENDED);
        ProviderAttempt ended = one.attempts().getLast();
        assertThat(ended.costUsd()).isPositive().isEqualTo(one.response().costUsd());
        assertThat(ended.at()).isEqualTo(one.decision().at().plusMillis(ended.latencyMillis()));
    }

    @Test
    void shouldRateAboutTheShareThatIsAskedForAndExploreAsConfigured() {
        // When
        List<Recorded> week = week(1);
        // Then
        double rated = week.stream().filter(each -> each.feedback() != null).count() / (double) week.size();
        assertThat(rated).isCloseTo(0.5, within(0.08));
        assertThat(week)
                .extracting(each -> each.decision().propensity())
                .allSatisfy(propensity -> assertThat(propensity).isBetween(0.01, 0.95));
        long explored =
                week.stream().filter(each -> each.decision().propensity() < 0.5).count();
        assertThat(explored / (double) week.size()).isCloseTo(0.1, within(0.05));
    }

    @Test
    void shouldNameTheTargetWhenNobodyKnowsWhatItCan() {
        // Given
        List<WeekPrompt> strange = List.of(new WeekPrompt(
                "0123456789", "b", "What is two plus two?", Map.of(Target.parse("openai/unheard-of"), 1.0)));
        WeekTraffic traffic = new WeekTraffic(CONFIG, CLASSIFIER::classify, 0, 1);
        // Then
        assertThatThrownBy(() -> traffic.make(strange, 1, END, each -> {}))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageStartingWith(
                        "routes: must choose among the models whose outcomes are known, openai/unheard-of")
                .hasMessageContaining("(got ");
    }

    @Test
    void shouldLetASimulatedModelAnswerAsTheRealOneDid() {
        // Given
        KnownAnswers answers = KnownAnswers.of(prompts);
        WeekPrompt prompt = prompts.stream()
                .filter(each -> each.outcomes().get(Target.parse("openai/gpt-4o")) == 1
                        && each.outcomes().get(Target.parse("openai/gpt-4o-mini")) == 0)
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(answers.answer("gpt-4o", prompt.text())).contains("The answer is " + prompt.solution() + ".");
        assertThat(answers.answer("gpt-4o-mini", prompt.text())).contains("The answer is solution-not-found.");
        assertThat(answers.answer("gpt-4o", "another question")).isEmpty();
        assertThat(answers.answer("another-model", prompt.text())).isEmpty();
    }

    private List<Recorded> week(long seed) {
        List<Recorded> week = new ArrayList<>();
        new WeekTraffic(CONFIG, CLASSIFIER::classify, 0.5, seed).make(prompts, TIMES, END, week::add);
        return week;
    }

    private static RouterConfig config() {
        try {
            return new ConfigLoader(Map.of(), Map.of())
                    .read(Files.readString(CURRENT))
                    .orThrow()
                    .router();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
