package io.promptyard.connector.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.GoldenFiles;
import io.promptyard.connector.RequestCases;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.vertx.core.buffer.Buffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicRequestMapperTest {

    static Stream<Arguments> cases() {
        return RequestCases.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldWriteTheGoldenBytes(String name, Dispatch dispatch) throws Exception {
        // When
        Buffer made = requestOrRefusal(dispatch);

        // Then
        Buffer golden = GoldenFiles.golden("anthropic/requests/" + name + ".json", made);
        assertThat(made.toString()).isEqualTo(golden.toString());
    }

    private static Buffer requestOrRefusal(Dispatch dispatch) {
        try {
            return WireJson.bytes(new AnthropicRequestMapper().map(dispatch)).appendString("\n");
        } catch (PromptRejectedException e) {
            return Buffer.buffer("refused: " + e.reason() + "\n");
        }
    }
}
