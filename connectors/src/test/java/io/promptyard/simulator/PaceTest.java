package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.ask;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.simulator.BookedCall.Outcome;
import io.promptyard.simulator.SimulatorSettings.Pace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void shouldSampleAroundTheMedianAndUnderThe99thPercentileWhenLogNormal() {
        // Given
        var latency = new Latency.LogNormal(Duration.ofMillis(200), Duration.ofMillis(2000));

        // When
        var samples = IntStream.range(0, 20_000)
                .mapToLong(it -> latency.sampleMillis(Dice.mix(7, it)))
                .sorted()
                .toArray();

        // Then
        assertThat(samples[10_000]).isBetween(190L, 210L);
        assertThat(samples[19_800]).isBetween(1700L, 2300L);
        assertThat(latency.sampleMillis(99)).isEqualTo(latency.sampleMillis(99));
    }

    @Test
    void shouldRefuseALatencyThatCannotBe() {
        // When / Then
        assertThatThrownBy(() -> new Latency.LogNormal(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("median <= p99");
    }

    @Test
    void shouldStreamInManyPiecesWhenThereIsAPace() {
        // Given
        var settings = SimulatorSettings.defaults()
                .models(Map.of("paced", new Pace(new Latency.Fixed(Duration.ofMillis(5)), 2000)));
        try (var fixture = new SimulatorFixture(settings)) {
            var pieces = new ArrayList<Buffer>();
            var ended = new CompletableFuture<Boolean>();

            // When
            fixture.vertx
                    .createHttpClient()
                    .request(HttpMethod.POST, fixture.simulator.port(), "127.0.0.1", "/v1/chat/completions")
                    .compose(it -> it.send(ask("paced").put("stream", true).toBuffer()))
                    .onSuccess(it -> it.handler(pieces::add).endHandler(end -> ended.complete(true)));

            // Then
            assertThat(ended).succeedsWithin(Duration.ofSeconds(20));
            assertThat(pieces.size()).isGreaterThan(5);
            assertThat(pieces.getLast().toString()).endsWith("data: [DONE]\n\n");
            assertThat(fixture.simulator.books().calls())
                    .singleElement()
                    .extracting(BookedCall::outcome)
                    .isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void shouldStopAndBookTheHangUpWhenTheCallerLeavesAPacedStream() {
        // Given
        var settings = SimulatorSettings.defaults().pace(new Pace(Latency.NONE, 1));
        try (var fixture = new SimulatorFixture(settings)) {
            var request = await(fixture.vertx
                    .createHttpClient()
                    .request(HttpMethod.POST, fixture.simulator.port(), "127.0.0.1", "/v1/chat/completions"));
            await(request.send(ask("slow").put("stream", true).toBuffer()));

            // When
            request.connection().close();

            // Then
            Awaitility.await("the hang-up to be booked")
                    .untilAsserted(() -> assertThat(fixture.simulator.books().calls())
                            .singleElement()
                            .extracting(BookedCall::outcome)
                            .isEqualTo(Outcome.HUNG_UP));
        }
    }

    @Test
    void shouldServeFromSeveralEventLoopsOnOnePort() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().instances(2))) {
            // When
            var calls = IntStream.range(0, 100)
                    .mapToObj(it -> fixture.openAi().sendJsonObject(ask("gpt-" + it)))
                    .toList();
            await(Future.all(calls));

            // Then
            assertThat(calls).extracting(it -> it.result().statusCode()).containsOnly(200);
            assertThat(fixture.simulator.books().summary().ended(Outcome.ANSWERED))
                    .isEqualTo(100);
        }
    }

    @Test
    void shouldTakePortsOfTheirOwnWhenTwoRunInOneVertx() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().instances(2))) {
            // When
            var second = await(
                    Simulator.start(fixture.vertx, SimulatorSettings.defaults().instances(2)));

            // Then
            assertThat(second.port()).isPositive().isNotEqualTo(fixture.simulator.port());
            await(second.close());
        }
    }

    @Test
    void shouldHoldManyOpenCallsAndAnswerAllWhenTheLatencyIsLong() {
        var settings = SimulatorSettings.defaults().pace(new Pace(new Latency.Fixed(Duration.ofMillis(300)), 0));
        try (var fixture = new SimulatorFixture(settings)) {
            // Given
            var client =
                    fixture.vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(1000));

            // When
            var calls = IntStream.range(0, 1000)
                    .mapToObj(it -> client.request(
                                    HttpMethod.POST, fixture.simulator.port(), "127.0.0.1", "/v1/chat/completions")
                            .compose((HttpClientRequest request) ->
                                    request.send(ask("gpt-" + it).toBuffer()))
                            .map(response -> response.statusCode()))
                    .toList();
            await(Future.all(calls));

            // Then
            assertThat(calls).extracting(Future::result).containsOnly(200);
        }
    }

    @Test
    void shouldRepeatItselfWhenTheSeedIsTheSame() {
        // Given
        var answers = new ArrayList<HttpResponse<Buffer>>();

        // When
        for (var seed : new long[] {1, 1, 2}) {
            try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().seed(seed))) {
                answers.add(fixture.chat(ask("gpt-x")));
            }
        }

        // Then
        var ids = answers.stream()
                .map(it -> it.bodyAsJsonObject().getString("id"))
                .toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0)).isNotEqualTo(ids.get(2));
        assertThat(answers.get(1).getHeader("x-request-id"))
                .isEqualTo(answers.get(0).getHeader("x-request-id"));
    }
}
