package io.promptyard.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingHintsReaderTest {

    @Test
    void shouldHoldToEveryLineOfAListThatComesInSeveral() {
        // Given
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("x-promptyard-not-providers", "deepseek")
                .add("X-Promptyard-Not-Providers", "qwen, xai")
                .add("x-promptyard-capabilities", "tools")
                .add("x-promptyard-capabilities", "vision")
                .add("x-promptyard-tags", "a=1")
                .add("x-promptyard-tags", "b=2");

        // When
        RoutingHints hints = RoutingHintsReader.headers(headers);

        // Then
        assertThat(hints.notProviders()).containsExactly("deepseek", "qwen", "xai");
        assertThat(hints.capabilities()).containsExactly("tools", "vision");
        assertThat(hints.tags()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lane",
                "endpoint",
                "tenant",
                "zero-retention",
                "max-cost-usd",
                "min-quality",
                "data-class",
                "priority"
            })
    void shouldNameTheHeaderOfASingleValueThatComesTwice(String key) {
        // Given
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("x-promptyard-" + key, "1")
                .add("x-promptyard-" + key, "0");

        // When
        InvalidRequest refused = catchThrowableOfType(InvalidRequest.class, () -> RoutingHintsReader.headers(headers));

        // Then
        assertThat(refused.error().status()).isEqualTo(400);
        assertThat(refused.error().param()).isEqualTo("x-promptyard-" + key);
        assertThat(refused.error().message()).contains("more than once");
    }
}
