package io.promptyard.standalone.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetterStoryTest {
    private static final byte[] RAW = Letters.SECRET.getBytes(StandardCharsets.UTF_8);

    private final FoundLetter exhausted = Letters.at(2, 17, Letters.exhausted("r-1"));
    private final FoundLetter unreadable = Letters.at(0, 4, Letters.unreadable("k-1", RAW, null));

    @Test
    void shouldTellAllUnderTheAvroNamesWhenContentIsWanted() throws Exception {
        // When
        JsonNode story = json(exhausted, true);
        // Then
        assertThat(story.at("/partition").intValue()).isEqualTo(2);
        assertThat(story.at("/offset").intValue()).isEqualTo(17);
        assertThat(story.at("/at").longValue()).isEqualTo(Letters.NOW.toEpochMilli());
        assertThat(story.at("/kind").textValue()).isEqualTo("TIMEOUT");
        assertThat(story.at("/provider").textValue()).isEqualTo("openai");
        assertThat(story.at("/request/body/messages/0/content/0/text").textValue())
                .isEqualTo(Letters.SECRET);
        assertThat(story.at("/attempts/0/message").textValue()).contains(Letters.SECRET);
        assertThat(json(unreadable, true).at("/rawValue").binaryValue()).isEqualTo(RAW);
    }

    @Test
    void shouldHoldNothingOfThePromptWhenContentIsNotWanted() throws Exception {
        // When
        JsonNode story = json(exhausted, false);
        JsonNode raw = json(unreadable, false);
        // Then
        assertThat(story.toString()).doesNotContain("Ada");
        assertThat(story.at("/message").textValue())
                .isEqualTo("TIMEOUT at verdict, last target openai/gpt-4o, status 504");
        assertThat(story.at("/request/id").textValue()).isEqualTo("r-1");
        assertThat(story.at("/attempts/0/httpStatus").intValue()).isEqualTo(504);
        assertThat(raw.at("/rawValue").isNull()).isTrue();
        assertThat(raw.at("/rawValueBytes").intValue()).isEqualTo(RAW.length);
        assertThat(raw.at("/sourceOffset").intValue()).isEqualTo(77);
    }

    @Test
    void shouldShowWhatTheCallerReceivedOnlyWhenContentIsWanted() throws Exception {
        // Given
        FoundLetter cut = Letters.at(1, 3, Letters.cut("r-2"));
        // When
        JsonNode whole = json(cut, true);
        JsonNode story = json(cut, false);
        String light = LightLetter.of(cut).toString();
        // Then
        assertThat(whole.at("/received/body/choices/0/message/content/0/text").textValue())
                .isEqualTo(Letters.ANSWER);
        assertThat(whole.at("/received/chunks").intValue()).isEqualTo(4);
        assertThat(story.at("/received").toString()).isEqualTo("{\"chunks\":4,\"leftOutCharacters\":0}");
        assertThat(story.toString()).doesNotContain(Letters.ANSWER);
        assertThat(light).contains("chunks=4").doesNotContain(Letters.ANSWER);
        assertThat(json(exhausted, true).at("/received").isNull()).isTrue();
    }

    @Test
    void shouldKeepTheNewestAndOnlyTheirOutlineWhenThereAreMore() throws Exception {
        // Given
        LetterShelf shelf = new LetterShelf(3, false, false);
        // When
        IntStream.range(0, 20)
                .map(i -> i * 7 % 20)
                .forEach(i -> shelf.add(Letters.at(
                        i % 3,
                        i,
                        Letters.exhausted(Letters.prompt("r-" + i), Letters.NOW.plus(Duration.ofSeconds(i))))));
        shelf.add(unreadable);
        List<FoundLetter> kept = shelf.letters();
        // Then
        assertThat(kept).extracting(found -> found.place().offset()).containsExactly(19L, 18L, 17L);
        assertThat(kept.toString()).doesNotContain("text=" + Letters.SECRET);
        assertThat(json(kept.getFirst(), false).at("/request/id").textValue()).isEqualTo("r-19");
    }

    @Test
    void shouldKeepTheOldestAndTheSizeOfBytesWhenAskedTheOtherWayRound() {
        // Given
        LetterShelf shelf = new LetterShelf(1, true, false);
        // When
        shelf.add(Letters.at(0, 9, Letters.exhausted(Letters.prompt("late"), Letters.NOW.plusSeconds(1))));
        shelf.add(unreadable);
        // Then
        assertThat(shelf.letters()).extracting(FoundLetter::place).containsExactly(unreadable.place());
        assertThat(LetterStory.rawBytes(shelf.letters().getFirst().letter())).isEqualTo(RAW.length);
        assertThat(shelf.letters().getFirst().letter().source().rawValue().remaining())
                .isZero();
    }

    private static JsonNode json(FoundLetter found, boolean withContent) throws Exception {
        JsonMapper mapper = new JsonMapper();
        return mapper.readTree(mapper.writeValueAsString(LetterStory.of(found, withContent)));
    }
}
