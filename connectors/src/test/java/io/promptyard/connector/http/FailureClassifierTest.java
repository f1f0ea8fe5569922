package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.FailureKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassifierTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "429, -, insufficient_quota, -, QUOTA_EXHAUSTED",
                "429, requests, rate_limit_exceeded, -, RATE_LIMITED",
                "402, -, -, Insufficient Balance, QUOTA_EXHAUSTED",
                "400, invalid_request_error, -, Your credit balance is too low, QUOTA_EXHAUSTED",
                "400, invalid_request_error, -, prompt is too long: 9 tokens > 8 maximum, CONTEXT_TOO_LONG",
                "400, BadRequestError, 400, This model's maximum context length is 8 tokens, CONTEXT_TOO_LONG",
                "400, -, content_filter, -, CONTENT_FILTERED",
                "400, -, data_inspection_failed, -, CONTENT_FILTERED",
                "400, -, -, -, INVALID_REQUEST",
                "405, -, -, -, INVALID_REQUEST",
                "409, -, -, -, PROVIDER_ERROR",
                "413, request_too_large, -, -, TOO_LARGE",
                "413, -, -, -, TOO_LARGE",
                "422, -, -, -, INVALID_REQUEST",
                "403, permission_error, -, -, AUTHENTICATION",
                "408, -, -, -, TIMEOUT",
                "500, timeout_error, -, -, TIMEOUT",
                "503, server_error, -, -, OVERLOADED",
                "529, overloaded_error, -, -, OVERLOADED",
                "507, -, -, -, PROVIDER_ERROR",
                "302, -, -, -, MALFORMED_RESPONSE",
                "204, -, -, -, MALFORMED_RESPONSE",
                "-, -, 429, -, RATE_LIMITED",
                "-, -, 502, -, PROVIDER_ERROR",
                "-, overloaded_error, -, -, OVERLOADED",
                "-, invalid_request_error, -, maximum context length, CONTEXT_TOO_LONG",
                "-, -, -, -, PROVIDER_ERROR"
            })
    void shouldFindTheKind(Integer status, String type, String code, String message, FailureKind kind) {
        // When
        FailureKind found = FailureClassifier.classify(status, new ProviderError(message, type, code));

        // Then
        assertThat(found).isEqualTo(kind);
    }
}
