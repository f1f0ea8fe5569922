package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class WireJsonNumberTest {
    private static final String BEYOND = "{\"total_tokens\": 1e-9999999999}";

    @Test
    void shouldCallItUnreadableWhenAnExponentIsBeyondAnInt() {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> WireJson.parse(BEYOND));
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> WireJson.parse(Buffer.buffer(BEYOND)));
    }
}
