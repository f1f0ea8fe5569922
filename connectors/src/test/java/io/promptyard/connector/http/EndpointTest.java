package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://h.example/v1, https://h.example/v1/x",
        "https://h.example/v1/, https://h.example/v1/x",
        "https://h.example, https://h.example/v1/x",
        "https://h.example/, https://h.example/v1/x",
        "http://127.0.0.1:8000/api/v1, http://127.0.0.1:8000/api/v1/x",
        "https://h.example/v1beta/openai, https://h.example/v1beta/openai/x",
        "https://h.example/d?api-version=1, https://h.example/d/x?api-version=1"
    })
    void shouldPutPathBelowBaseUrl(URI base, URI expected) {
        // When
        URI endpoint = Endpoint.below(base, "/x");

        // Then
        assertThat(endpoint).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example, https://h.example/v1/x",
        "https://h.example/v1/, https://h.example/v1/x",
        "https://h.example/proxy, https://h.example/proxy/v1/x",
        "https://h.example/proxy/v1, https://h.example/proxy/v1/x"
    })
    void shouldPutVersionOnceWhenPathsCarryIt(URI base, URI expected) {
        // When
        URI endpoint = Endpoint.versioned(base, "/x");

        // Then
        assertThat(endpoint).isEqualTo(expected);
    }
}
