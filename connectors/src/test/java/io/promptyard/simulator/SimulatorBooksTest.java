package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.ask;
import static io.promptyard.simulator.SimulatorFixture.askClaude;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.simulator.BookedCall.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatorBooksTest {

    @Test
    void shouldRecordWhatWasAskedAndSentWhenACallEnds() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            // When
            var response = await(fixture.openAi()
                    .putHeader("x-request-id", "r-1")
                    .putHeader("Idempotency-Key", "i-1")
                    .sendJsonObject(ask("gpt-x").put("stream", true)));

            // Then
            assertThat(fixture.simulator.books().callsOf("i-1")).singleElement().satisfies(call -> {
                assertThat(call.dialect()).isEqualTo(Dialect.OPENAI);
                assertThat(call.provider()).isEqualTo("openai");
                assertThat(call.model()).isEqualTo("gpt-x");
                assertThat(call.requestId()).isEqualTo(Optional.of("r-1"));
                assertThat(call.responseId()).isEqualTo(response.getHeader("x-request-id"));
                assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
                assertThat(call.status()).isEqualTo(200);
                assertThat(call.streamed()).isTrue();
                assertThat(call.promptTokens()).isEqualTo(5);
                assertThat(call.completionTokens()).isPositive();
                assertThat(call.fault()).isEmpty();
            });
        }
    }

    @Test
    void shouldSumByProviderAndModelWhenAskedForTheSummary() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            // Given
            fixture.chat(ask("gpt-x"));
            fixture.chat(ask("gpt-x"));
            fixture.chat(ask("gpt-x--fail500"));
            fixture.messages(askClaude("claude-x"));

            // When
            var summary = fixture.simulator.books().summary();

            // Then
            assertThat(summary.calls()).isEqualTo(4);
            assertThat(summary.ended(Outcome.ANSWERED)).isEqualTo(3);
            assertThat(summary.lines())
                    .extracting(BooksSummary.Line::model)
                    .containsExactly("gpt-x", "gpt-x--fail500", "claude-x");
            assertThat(summary.lines().get(1).faults()).containsEntry("fail500", 1L);
        }
    }

    @Test
    void shouldForgetTheOldestButKeepTheSumsWhenFull() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().books(3))) {
            // When
            for (var i = 0; i < 5; i++) {
                fixture.chat(ask("gpt-" + i));
            }

            // Then
            assertThat(fixture.simulator.books().calls())
                    .extracting(BookedCall::number)
                    .containsExactly(3L, 4L, 5L);
            assertThat(fixture.simulator.books().summary().calls()).isEqualTo(5);
        }
    }

    @Test
    void shouldKeepNothingWhenTurnedOff() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().books(0))) {
            // When
            var response = fixture.chat(ask("gpt-x"));

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(fixture.simulator.books().kept()).isFalse();
            assertThat(fixture.simulator.books().calls()).isEmpty();
            assertThat(fixture.simulator.books().summary().calls()).isZero();
        }
    }

    @Test
    void shouldShowAndClearTheBooksOverHttp() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            // Given
            await(fixture.openAi().putHeader("x-request-id", "r-1").sendJsonObject(ask("gpt-x")));
            await(fixture.openAi()
                    .putHeader("x-request-id", "r-2")
                    .sendJsonObject(ask("gpt-x--reset"))
                    .otherwiseEmpty());
            var books = "http://127.0.0.1:" + fixture.simulator.port() + "/simulator/books";

            // When
            var one = await(fixture.client
                            .getAbs(books)
                            .addQueryParam("request-id", "r-1")
                            .send())
                    .bodyAsJsonObject();
            var summary =
                    await(fixture.client.getAbs(books + "/summary").send()).bodyAsJsonObject();
            var cleared = await(fixture.client.deleteAbs(books).send());

            // Then
            assertThat(one.getJsonArray("calls")).hasSize(1);
            assertThat(one.getJsonArray("calls").getJsonObject(0).getString("outcome"))
                    .isEqualTo("ANSWERED");
            assertThat(summary.getLong("calls")).isEqualTo(2);
            assertThat(summary.getJsonArray("lines")
                            .getJsonObject(1)
                            .getJsonObject("outcomes")
                            .getLong("BROKEN"))
                    .isEqualTo(1);
            assertThat(cleared.statusCode()).isEqualTo(204);
            assertThat(fixture.simulator.books().calls()).isEmpty();
        }
    }
}
