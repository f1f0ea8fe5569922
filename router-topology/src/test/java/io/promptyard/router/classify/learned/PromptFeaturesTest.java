package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptFeaturesTest {
    private static final int BITS = 17;

    /** Made by another implementation, in Python, from the same description. */
    static Stream<JsonNode> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                PromptFeaturesTest.class.getResourceAsStream("/classify/learned-features.jsonl"))) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                rows.add(new JsonMapper().readTree(line));
            }
            return rows.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldFindTheSameFeaturesAsTheReferenceWhenReadingAPrompt(JsonNode row) {
        // Given
        PromptFeatures features = new PromptFeatures();

        // When
        features.read(row.path("prompt").textValue());

        // Then
        for (int group = 0; group < PromptFeatures.LABELS; group++) {
            SortedSet<Long> expected = new TreeSet<>();
            row.path("groups").path(group).forEach(bucket -> expected.add(bucket.asLong()));
            assertThat(buckets(features, group)).as("group %d", group).isEqualTo(expected);
        }
        for (int number = 0; number < Shape.SIZE; number++) {
            assertThat((double) features.shape()[number])
                    .as("number %d", number)
                    .isCloseTo(row.path("shape").path(number).asDouble(), within(1e-4));
        }
    }

    private static SortedSet<Long> buckets(PromptFeatures features, int group) {
        SortedSet<Long> buckets = new TreeSet<>();
        for (int at = 0; at < features.size(); at++) {
            if (features.group(at) == group) {
                buckets.add(features.hash(at) >>> (Long.SIZE - BITS));
            }
        }
        return buckets;
    }

    @Test
    void shouldForgetThePromptBeforeWhenReadingAnother() {
        // Given
        PromptFeatures used = new PromptFeatures();
        used.read("Which of these is a prime?\nA. 4\nB. 7\nC. 9\nD. 12");
        PromptFeatures fresh = new PromptFeatures();

        // When
        used.read("Write a poem about the sea.");
        fresh.read("Write a poem about the sea.");

        // Then
        assertThat(used.offers()).isFalse();
        assertThat(hashes(used)).isEqualTo(hashes(fresh));
        assertThat(used.shape()).isEqualTo(fresh.shape());
    }

    @Test
    void shouldTellOptionsApartWhenAPromptOffersSome() {
        // Given
        PromptFeatures plain = new PromptFeatures();
        PromptFeatures offering = new PromptFeatures();

        // When
        plain.read("prime numbers");
        offering.read("prime numbers\nA. two\nB. four");

        // Then
        assertThat(offering.offers()).isTrue();
        assertThat(buckets(plain, 0)).doesNotContainAnyElementsOf(buckets(offering, 0));
        assertThat(buckets(offering, 1)).isNotEmpty();
        assertThat(buckets(offering, PromptFeatures.GROUPS - 1)).containsAll(buckets(plain, PromptFeatures.GROUPS - 1));
    }

    @Property(tries = 300)
    void shouldStayWithinBoundsWhenATextIsAnyAtAll(@ForAll String text) {
        // Given
        PromptFeatures features = new PromptFeatures();

        // When
        features.read(text);

        // Then
        assertThat(features.size()).isLessThanOrEqualTo(3 * text.length() + 24);
        for (float number : features.shape()) {
            assertThat(number).isFinite();
        }
        assertThat(hashes(features)).doesNotContain(0L).doesNotHaveDuplicates();
    }

    private static List<Long> hashes(PromptFeatures features) {
        List<Long> hashes = new ArrayList<>();
        for (int at = 0; at < features.size(); at++) {
            hashes.add(features.hash(at));
        }
        return hashes;
    }
}
