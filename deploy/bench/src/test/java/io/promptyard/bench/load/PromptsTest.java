package io.promptyard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PromptsTest {
    private final Prompts prompts = Prompts.of(1024, 4, new Random(1));

    @Test
    void shouldBeAsLongAsAskedAndDiffer() {
        assertThat(prompts.text(0)).hasSize(1024).isNotEqualTo(prompts.text(1)).isEqualTo(prompts.text(4));
    }

    @Test
    void shouldBeAChatCompletion() {
        // When
        JsonObject body =
                new JsonObject(new String(prompts.chatCompletion(2, "auto", true, 40), StandardCharsets.UTF_8));
        // Then
        assertThat(body.getString("model")).isEqualTo("auto");
        assertThat(body.getBoolean("stream")).isTrue();
        assertThat(body.getJsonArray("messages").getJsonObject(0).getString("content"))
                .isEqualTo(prompts.text(2));
    }

    @Test
    void shouldTellFirstContentFromARoleWhenStreamed() {
        assertThat(HttpTarget.hasContent("data: {\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}\n\n"))
                .isFalse();
        assertThat(HttpTarget.hasContent(
                        "data: {\"delta\":{\"content\":\"\"}}\n\ndata: {\"delta\":{\"content\":\"a\"}}\n\n"))
                .isTrue();
    }
}
