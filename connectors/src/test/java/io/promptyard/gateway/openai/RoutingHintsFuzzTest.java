package io.promptyard.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.FuzzTarget;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The headers {@code x-promptyard-*}, one a line as {@code name:value}: constraints that can be kept, or a refusal. */
class RoutingHintsFuzzTest extends FuzzTarget {

    @Override
    protected void read(byte[] input) {
        // Given
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        new String(input, StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add("x-promptyard-" + line.substring(0, colon), line.substring(colon + 1));
            }
        });

        // When
        RoutingHints hints;
        try {
            hints = RoutingHintsReader.headers(headers);
        } catch (InvalidRequest refused) {
            assertThat(refused.error().param()).startsWith("x-promptyard-");
            return;
        }

        // Then
        assertThat(hints.constraints()).isNotNull();
        assertThat(hints.tenantOrDefault()).isNotBlank();
        assertThat(hints.endpointOrDefault()).isNotBlank();
        assertThat(hints.tagsOrNone()).doesNotContainKey("");
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "endpoint:support\ntenant:acme\ntags:latency=realtime,team=a\nregions:eu,us\nzero-retention:true",
                        "max-cost-usd:0.02\nmin-quality:0.75\ncapabilities:tools,vision",
                        "providers:mistral,local\nnot-providers:deepseek\ndata-class:internal")
                .map(each -> each.getBytes(StandardCharsets.UTF_8));
    }
}
