package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
    private static final TokenCounter O200K = TokenCounter.o200k();

    private final List<String> slices = new ArrayList<>();
    private final TokenCounter perChar = new TokenCounter(slice -> {
        slices.add(slice);
        return slice.length();
    });

    @Test
    void shouldAddTheOverheadOfMessagesWhenCounting() {
        // Given "Hello, world!" is four tokens of o200k_base, the role one, the message three, the reply three

        // When
        int tokens = O200K.count(PromptBody.ofUser("Hello, world!"));

        // Then
        assertThat(tokens).isEqualTo(4 + 1 + 3 + 3);
    }

    @Test
    void shouldCountToolSchemasAndImagesByTheirRules() {
        // Given
        ToolDefinition tool = new ToolDefinition("aa", "bbb", "{}", null, "function", "{}");
        PromptBody tools = new PromptBody(List.of(), List.of(tool), null, SamplingParameters.DEFAULTS, null, "{}");
        PromptBody images = body(List.of(
                new ContentPart.ImagePart("https://example.com/a.png", "low", "{}"),
                new ContentPart.ImagePart("https://example.com/b.png", null, "{}")));

        // When
        int ofTools = perChar.count(tools);
        int ofImages = perChar.count(images);

        // Then
        assertThat(ofTools).isEqualTo(3 + 12 + 7 + 7);
        assertThat(ofImages).isEqualTo(3 + 4 + 85 + 765);
    }

    @Test
    void shouldFeedTheTokenizerEveryCharacterWhenTheTextIsAtTheLimit() {
        // Given
        String text = "word ".repeat(TokenCounter.EXACT_CHARS).substring(0, TokenCounter.EXACT_CHARS);

        // When
        perChar.count(PromptBody.ofUser(text));

        // Then
        assertThat(String.join("", slices)).isEqualTo(text);
        assertThat(slices).allMatch(slice -> slice.length() <= TokenCounter.SLICE_CHARS);
    }

    @Test
    void shouldFeedTheTokenizerABoundedShareWhenTheTextIsHuge() {
        // Given
        List<ContentPart> parts = new ArrayList<>();
        for (int part = 0; part < 1000; part++) {
            parts.add(new ContentPart.TextPart("x".repeat(1 + part * 7)));
        }
        long chars = parts.stream()
                .mapToLong(part -> ((ContentPart.TextPart) part).text().length())
                .sum();

        // When
        int tokens = perChar.count(body(parts));

        // Then
        assertThat(slices.stream().mapToInt(String::length).sum()).isEqualTo(TokenCounter.EXACT_CHARS);
        assertThat((long) tokens).isEqualTo(chars + 7);
    }

    @Property(tries = 50)
    void shouldLoseNothingWhenSamplingAnyLength(@ForAll @IntRange(min = 65_537, max = 400_000) int length) {
        // Given
        int[] fed = new int[1];
        TokenCounter counter = new TokenCounter(slice -> {
            fed[0] += slice.length();
            return slice.length();
        });

        // When
        int tokens = counter.count(PromptBody.ofUser("y".repeat(length)));

        // Then
        assertThat(tokens).isEqualTo(length + 7);
        assertThat(fed[0]).isEqualTo(TokenCounter.EXACT_CHARS);
    }

    @Test
    void shouldNotDependOnTheSlicesWhenTheTextIsProse() {
        // Given
        String sentence = "The harvest of 1788 failed, and the price of bread rose all winter. ";
        PromptBody one = PromptBody.ofUser(sentence);
        PromptBody many = PromptBody.ofUser(sentence.repeat(200));

        // When
        int single = O200K.count(one) - 7;
        int repeated = O200K.count(many) - 7;

        // Then
        assertThat(repeated).isCloseTo(200 * single, within(201));
    }

    private static PromptBody body(List<ContentPart> parts) {
        ChatMessage message = new ChatMessage(Role.USER, parts, List.of(), null, null, "{}");
        return new PromptBody(List.of(message), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
    }
}
