package io.promptyard.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicAdminTest {
    @Test
    void shouldProveWhoItIsAsEveryClientDoesWhenTheClusterWantsToKnow() {
        // When
        Map<String, Object> settings = TopicAdmin.settings(
                "b:9093",
                Map.of("security.protocol", "SASL_SSL", "bootstrap.servers", "elsewhere:1"),
                Duration.ofSeconds(10));
        // Then
        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "b:9093")
                .containsEntry("default.api.timeout.ms", 10_000);
    }
}
