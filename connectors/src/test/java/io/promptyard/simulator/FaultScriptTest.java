package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.ask;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultScriptTest {

    private static final String SCRIPT = """
            rules:
              - match: { provider: openai, from-call: 3, to-call: 4 }
                fault: fail503after1
              - match: { dialect: anthropic, model: "claude-*", after: 5s, until: 2m }
                percent: 30
                fault: slow100--hang
                latency: { median: 200ms, p99: 1s }
            """;

    @Test
    void shouldReadEveryKeyWhenTheScriptIsYaml() {
        // When
        var script = FaultScript.parse(SCRIPT);

        // Then
        assertThat(script)
                .isEqualTo(FaultScript.of(
                        FaultRule.of("fail503after1").forProvider("openai").forCalls(3, 4),
                        FaultRule.of("slow100--hang")
                                .forDialect(Dialect.ANTHROPIC)
                                .forModel("claude-*")
                                .between(Duration.ofSeconds(5), Duration.ofMinutes(2))
                                .percent(30)
                                .latency(new Latency.LogNormal(Duration.ofMillis(200), Duration.ofSeconds(1)))));
    }

    @Test
    void shouldWriteWhatItReads() {
        // Given
        var script = FaultScript.parse(SCRIPT);

        // When
        var again = FaultScript.parse(FaultScriptWriter.write(script).toString());

        // Then
        assertThat(again).isEqualTo(script);
    }

    @Test
    void shouldNameEveryProblemWhenTheScriptIsWrong() {
        // Given
        var wrong = """
                - { fault: fial500 }
                - { fault: hang, percent: 120 }
                - { match: { dialect: french, from-call: x }, fault: hang }
                - { fautl: hang }
                """;

        // When / Then
        assertThatThrownBy(() -> FaultScript.parse(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules[0].fault: must be known fault words joined by -- (got \"fial500\")")
                .hasMessageContaining("rules[1].percent: must be from 0 to 100 (got 120)")
                .hasMessageContaining("rules[2].match.dialect: must be openai or anthropic (got \"french\")")
                .hasMessageContaining("rules[2].match.from-call: must be a whole number (got \"x\")")
                .hasMessageContaining("rules[3].fautl: is not a key");
    }

    @Test
    void shouldFailOneProviderForPartOfTheRunWhenTheWindowSaysSo() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().script(FaultScript.parse(SCRIPT)))) {
            // When
            var statuses = new ArrayList<Integer>();
            for (var i = 0; i < 6; i++) {
                statuses.add(fixture.chat(ask("gpt-" + i)).statusCode());
            }
            var other = await(fixture.client
                    .postAbs(fixture.simulator.baseUrl("mistral") + "/chat/completions")
                    .sendJsonObject(ask("gpt-x")));

            // Then
            assertThat(statuses).containsExactly(200, 200, 503, 503, 200, 200);
            assertThat(other.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldHoldOnlyWithinItsTimes() {
        // Given
        var rule = FaultRule.of("hang").between(Duration.ofSeconds(5), Duration.ofSeconds(10));
        var running = new RunningScript(FaultScript.of(rule), 1_000);

        // When
        var rules = List.of(5_999L, 6_000L, 10_999L, 11_000L).stream()
                .map(now -> running.deciding(Dialect.OPENAI, "p", "m", "", now, 0))
                .toList();

        // Then
        assertThat(rules).containsExactly(Optional.empty(), Optional.of(rule), Optional.of(rule), Optional.empty());
    }

    @Test
    void shouldTakeAndShowAScriptOverHttp() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            var url = "http://127.0.0.1:" + fixture.simulator.port() + "/simulator/script";

            // When
            var put = await(fixture.client.putAbs(url).sendBuffer(Buffer.buffer("[{fault: html502}]")));
            var wrong = await(fixture.client.putAbs(url).sendBuffer(Buffer.buffer("[{fault: nonsense}]")));
            var shown = await(fixture.client.getAbs(url).send()).bodyAsJsonObject();

            // Then
            assertThat(put.statusCode()).isEqualTo(204);
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.bodyAsString()).contains("rules[0].fault");
            assertThat(shown.getJsonArray("rules").getJsonObject(0).getString("fault"))
                    .isEqualTo("html502");
            assertThat(fixture.chat(ask("gpt-x")).statusCode()).isEqualTo(502);
        }
    }
}
