package io.promptyard.standalone.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class RedriveIdsTest {
    private static final RedriveTarget ELSEWHERE = new RedriveTarget("backup", null);

    @Test
    void shouldNeverChangeWhenALaterVersionRedrivesTheSameLetter() {
        // Then: written down, because what was sent yesterday must be known tomorrow
        assertThat(id(Letters.exhausted("r-1"), RedriveTarget.ORIGINAL)).hasToString("r-1~cf6ba9df8ff8");
        assertThat(RedriveIds.ofRaw(
                        Letters.unreadable("k", new byte[] {9}, null).source()))
                .hasToString("raw~0534d924a64e");
    }

    @Test
    void shouldBeTheSameWhenACrashLeftTwoLettersOfOnePrompt() {
        // Given
        PromptRequest prompt = Letters.prompt("r-1");
        // When
        RequestId first = id(Letters.exhausted(prompt, Letters.NOW), RedriveTarget.ORIGINAL);
        RequestId second = id(Letters.exhausted(prompt, Letters.NOW.plusSeconds(9)), RedriveTarget.ORIGINAL);
        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldDifferWhenTargetPromptOrRecordDo() {
        // Given
        DeadLetter letter = Letters.exhausted("r-1");
        PromptRequest prompt = letter.request();
        // When
        Stream<RequestId> ids = Stream.of(
                id(letter, RedriveTarget.ORIGINAL),
                id(letter, ELSEWHERE),
                id(letter, new RedriveTarget(null, "backup")),
                id(letter, new RedriveTarget("backup", "backup")),
                id(Letters.exhausted("r-2"), RedriveTarget.ORIGINAL),
                RedriveIds.ofPrompt(prompt, Letters.unreadable("r-1", new byte[] {9}, null), RedriveTarget.ORIGINAL));
        // Then
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepTheFirstIdInFrontWhenARedriveIsRedriven() {
        // Given
        DeadLetter letter = Letters.exhausted("r-1");
        RequestId once = id(letter, RedriveTarget.ORIGINAL);
        PromptRequest again = letter.request().redriven(once, new Redrive(letter.id(), null), null);
        // When
        RequestId twice = id(Letters.exhausted(again, Letters.NOW), RedriveTarget.ORIGINAL);
        // Then
        assertThat(twice.value()).startsWith("r-1~").hasSameSizeAs(once.value());
        assertThat(twice).isNotEqualTo(once);
    }

    @Property(tries = 200)
    void shouldBePureWhateverTheId(@ForAll @NotBlank String id) {
        assertThat(id(Letters.exhausted(id), ELSEWHERE))
                .isEqualTo(id(Letters.exhausted(id), ELSEWHERE))
                .asString()
                .startsWith(id + "~");
    }

    private static RequestId id(DeadLetter letter, RedriveTarget target) {
        return RedriveIds.ofPrompt(letter.request(), letter, target);
    }
}
