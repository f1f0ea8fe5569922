package io.promptyard.standalone.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterFilterTest {
    private final FoundLetter exhausted = Letters.at(2, 17, Letters.exhausted("r-1"));
    private final FoundLetter unreadable = Letters.at(0, 4, Letters.unreadable("k-1", new byte[] {9}, null));

    @Test
    void shouldMeanEveryLetterWhenNothingIsSaid() {
        assertThat(LetterFilter.ALL).accepts(exhausted, unreadable);
        assertThat(LetterFilter.ALL.narrows()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r-1", "2:17"})
    void shouldMeanOneWhenItsIdOrPlaceIsSaid(String id) {
        assertThat(LetterFilter.ofIds(Set.of(id))).accepts(exhausted).rejects(unreadable);
        assertThat(LetterFilter.ofIds(Set.of(id)).narrows()).isFalse();
    }

    @Test
    void shouldMeanTheRecordsKeyWhenItHadNoReadableId() {
        assertThat(LetterFilter.ofIds(Set.of("k-1"))).accepts(unreadable).rejects(exhausted);
    }

    @Test
    void shouldMeanThoseThatFitWhenSomethingIsSaidOfThem() {
        assertThat(filter("kind", FailureKind.TIMEOUT.name()))
                .accepts(exhausted)
                .rejects(unreadable);
        assertThat(filter("error", "UnreadableRecordException"))
                .accepts(unreadable)
                .rejects(exhausted);
        assertThat(filter("error", "io.promptyard.serde.UnreadableRecordException"))
                .accepts(unreadable);
        assertThat(filter("stage", "verdict")).accepts(exhausted).rejects(unreadable);
        assertThat(filter("route", "default")).accepts(exhausted).rejects(unreadable);
        assertThat(filter("provider", "openai")).accepts(exhausted).rejects(unreadable);
        assertThat(filter("model", "gpt-4o")).accepts(exhausted).rejects(unreadable);
        assertThat(filter("model", "openai/gpt-4o")).accepts(exhausted).rejects(unreadable);
        assertThat(filter("model", "anthropic/gpt-4o")).rejects(exhausted, unreadable);
        assertThat(filter("tenant", "acme")).accepts(exhausted).rejects(unreadable);
        assertThat(filter("topic", "promptyard.prompts")).accepts(unreadable).rejects(exhausted);
        assertThat(filter("topic", "promptyard.outcomes.openai"))
                .accepts(exhausted)
                .rejects(unreadable);
        assertThat(filter("tenant", "acme").narrows()).isTrue();
    }

    @Test
    void shouldTakeTheBeginningAndNotTheEndWhenATimeIsSaid() {
        assertThat(between(Letters.NOW, null)).accepts(exhausted);
        assertThat(between(null, Letters.NOW)).rejects(exhausted);
        assertThat(between(Letters.NOW.plusMillis(1), null)).rejects(exhausted);
        assertThat(between(null, Letters.NOW.plusMillis(1))).accepts(exhausted);
    }

    private static LetterFilter between(@Nullable Instant since, @Nullable Instant until) {
        return new LetterFilter(
                Set.of(), Set.of(), Set.of(), Set.of(), since, until, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    private static LetterFilter filter(String what, String value) {
        return new LetterFilter(
                Set.of(),
                what.equals("kind") ? Set.of(FailureKind.valueOf(value)) : Set.of(),
                only(what, "error", value),
                only(what, "stage", value),
                null,
                null,
                only(what, "route", value),
                only(what, "provider", value),
                only(what, "model", value),
                only(what, "tenant", value),
                only(what, "topic", value));
    }

    private static Set<String> only(String what, String asked, String value) {
        return what.equals(asked) ? Set.of(value) : Set.of();
    }
}
