package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedTierTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"service_tier\":\"priority\",\"usage\":{\"x\":1}} | {\"x\":1,\"service_tier\":\"priority\"}",
                "{\"service_tier\":\"default\",\"usage\":{\"x\":1}}  | {\"x\":1}",
                "{\"service_tier\":null,\"usage\":{\"x\":1}}         | {\"x\":1}",
                "{\"service_tier\":\"flex\",\"usage\":{\"service_tier\":\"batch\"}} | {\"service_tier\":\"batch\"}",
                "{\"usage\":{\"x\":1}}                               | {\"x\":1}",
                "{\"service_tier\":\"flex\",\"usage\":null}           | null",
                "{\"service_tier\":\"flex\"}                          | ``"
            })
    void shouldTellTheTierWithTheUsageWhenItIsNotTheLists(String reply, String usage) throws Exception {
        // When, Then
        assertThat(ServedTier.usage(WireJson.parse(reply)).toString()).isEqualTo(usage);
    }
}
