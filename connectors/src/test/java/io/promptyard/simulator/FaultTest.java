package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.ask;
import static io.promptyard.simulator.SimulatorFixture.askClaude;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.simulator.BookedCall.Outcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

    private final SimulatorFixture fixture =
            new SimulatorFixture(SimulatorSettings.defaults().clock(Clock.fixed(NOW, ZoneOffset.UTC)));

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fail500, 500, server_error, ",
        "fail503, 503, server_error, ",
        "fail429, 429, requests, rate_limit_exceeded",
        "auth401, 401, invalid_request_error, invalid_api_key",
        "notfound404, 404, invalid_request_error, model_not_found",
        "context400, 400, invalid_request_error, context_length_exceeded",
        "quota, 429, insufficient_quota, insufficient_quota",
        "errorevent, 500, server_error, ",
        "errorfirst, 500, server_error, "
    })
    void shouldRefuseInOpenAisShapeWhenTheModelNamesTheFault(String fault, int status, String type, String code) {
        // When
        var response = fixture.chat(ask("gpt-x--" + fault));

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.getHeader("retry-after")).isNull();
        assertThat(response.getHeader("x-promptyard-simulated")).isEqualTo("true");
        var error = response.bodyAsJsonObject().getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo(type);
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.fieldNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(fixture.simulator.books().calls()).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(call.fault()).isEqualTo(fault);
            assertThat(call.status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fail500, 500, api_error",
        "fail529, 529, overloaded_error",
        "fail429, 429, rate_limit_error",
        "auth401, 401, authentication_error",
        "notfound404, 404, not_found_error",
        "context400, 400, invalid_request_error",
        "quota, 400, invalid_request_error"
    })
    void shouldRefuseInAnthropicsShapeWhenTheModelNamesTheFault(String fault, int status, String type) {
        // When
        var response = fixture.messages(askClaude("claude-x--" + fault));

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.bodyAsJsonObject().getString("type")).isEqualTo("error");
        assertThat(response.bodyAsJsonObject().getJsonObject("error").getString("type"))
                .isEqualTo(type);
        assertThat(response.bodyAsJsonObject().getString("request_id")).isEqualTo(response.getHeader("request-id"));
    }

    @ParameterizedTest
    @CsvSource({
        "fail429after2, retry-after, 2",
        "fail503after250ms, retry-after-ms, 250",
        "fail429after60date, retry-after, 'Wed, 21 Oct 2026 07:29:00 GMT'"
    })
    void shouldSayWhenToComeBackWhenTheFaultHasAHint(String fault, String header, String value) {
        // When
        var response = fixture.chat(ask("gpt-x--" + fault));

        // Then
        assertThat(response.getHeader(header)).isEqualTo(value);
    }

    @Test
    void shouldFailTheFirstCallsOfARequestOnlyWhenTheFaultCounts() {
        // When
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 4; i++) {
            statuses.add(
                    await(fixture.openAi().putHeader("x-request-id", "r-1").sendJsonObject(ask("gpt-x--fail503first2")))
                            .statusCode());
        }
        var other =
                await(fixture.openAi().putHeader("x-request-id", "r-2").sendJsonObject(ask("gpt-x--fail503first2")));

        // Then
        assertThat(statuses).containsExactly(503, 503, 200, 200);
        assertThat(other.statusCode()).isEqualTo(503);
        assertThat(fixture.simulator.books().callsOf("r-1"))
                .extracting(BookedCall::callNumber)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldStrikeAShareOfCallsWhenThePercentIsGiven() {
        // When
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 200; i++) {
            statuses.add(
                    await(fixture.openAi().putHeader("x-request-id", "r-" + i).sendJsonObject(ask("gpt-x--fail500p20")))
                            .statusCode());
        }

        // Then
        assertThat(statuses.stream().filter(it -> it == 500).count()).isBetween(20L, 60L);
        assertThat(statuses).containsOnly(200, 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed", "cut", "truncate"})
    void shouldSendBrokenJsonWithStatus200WhenPlain(String fault) {
        // When
        var response = fixture.chat(ask("gpt-x--" + fault));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.bodyAsBuffer().getBytes())).isEmpty();
        assertThat(response.bodyAsBuffer().length()).isPositive();
    }

    @Test
    void shouldSendNothingWithStatus200WhenEmpty() {
        // When
        var response = fixture.chat(ask("gpt-x--empty"));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsString()).isNull();
    }

    @Test
    void shouldSendAProxysPageWhenHtml502() {
        // When
        var response = fixture.chat(ask("gpt-x--html502"));

        // Then
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.getHeader("content-type")).isEqualTo("text/html");
        assertThat(response.bodyAsString()).startsWith("<html>");
    }

    @Test
    void shouldFinishByFilterWhenAskedTo() {
        // When
        var openAi = fixture.chat(ask("gpt-x--filter")).bodyAsJsonObject();
        var anthropic = fixture.messages(askClaude("claude-x--filter")).bodyAsJsonObject();

        // Then
        assertThat(openAi.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("content_filter");
        assertThat(anthropic.getString("stop_reason")).isEqualTo("refusal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "earlyclose"})
    void shouldCloseTheConnectionWhenAskedTo(String fault) {
        for (var stream : new boolean[] {false, true}) {
            // When
            var call = fixture.openAi().sendJsonObject(ask("gpt-x--" + fault).put("stream", stream));

            // Then
            assertThat(call.toCompletionStage()).failsWithin(Duration.ofSeconds(10));
        }
        assertThat(fixture.simulator.books().calls())
                .extracting(BookedCall::outcome)
                .containsOnly(Outcome.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "truncate, false, ",
        "errorevent, true, server_error",
        "errorfirst, false, server_error",
        "malformed, true, <broken>",
        "cut, true, ",
        "empty, false, "
    })
    void shouldBreakTheStreamWhenAskedTo(String fault, boolean content, String contains) {
        // When
        var response = fixture.chat(ask("gpt-x--" + fault).put("stream", true));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        var text = response.bodyAsString() == null ? "" : response.bodyAsString();
        assertThat(text).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"stop\"");
        if (content) {
            assertThat(text).contains("[simulated gpt-x");
        }
        if (contains != null) {
            assertThat(text).contains(contains);
        }
        assertThat(fixture.simulator.books().calls())
                .singleElement()
                .extracting(BookedCall::outcome)
                .isEqualTo(Outcome.BROKEN);
    }

    @Test
    void shouldEndWithAnErrorEventInAnthropicsShapeWhenStreaming() {
        // When
        var text = fixture.messages(askClaude("claude-x--errorevent").put("stream", true))
                .bodyAsString();

        // Then
        assertThat(text).contains("event: content_block_delta").doesNotContain("message_stop");
        var last = text.substring(text.indexOf("event: error\ndata: ") + "event: error\ndata: ".length());
        assertThat(new JsonObject(last).getJsonObject("error").getString("type"))
                .isEqualTo("api_error");
    }

    @ParameterizedTest
    @CsvSource({"hang, false, 0", "hangbody, false, 200", "stall, true, 200", "hangbody, true, 200"})
    void shouldBookTheHangUpWhenTheCallerGivesUp(String fault, boolean stream, int status) {
        // Given
        var http = fixture.vertx.createHttpClient();
        var answered = new CompletableFuture<Integer>();
        var request = send(http, ask("gpt-x--" + fault).put("stream", stream), answered);
        await("the call to be booked")
                .until(() -> fixture.simulator.books().calls().size() == 1);
        if (status != 0) {
            assertThat(answered).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(status);
        }
        assertThat(fixture.simulator.books().calls().getFirst().outcome()).isEqualTo(Outcome.OPEN);

        // When
        await(request).connection().close();

        // Then
        await("the hang-up to be booked")
                .untilAsserted(() -> assertThat(fixture.simulator.books().calls())
                        .singleElement()
                        .satisfies(call -> {
                            assertThat(call.outcome()).isEqualTo(Outcome.HUNG_UP);
                            assertThat(call.status()).isEqualTo(status);
                        }));
    }

    private Future<HttpClientRequest> send(HttpClient http, JsonObject body, CompletableFuture<Integer> answered) {
        return http.request(HttpMethod.POST, fixture.simulator.port(), "127.0.0.1", "/v1/chat/completions")
                .onSuccess(
                        request -> request.send(body.toBuffer()).onSuccess(it -> answered.complete(it.statusCode())));
    }

    @Test
    void shouldDelayAndThenRefuseWhenFaultsAreComposed() {
        // When
        var response = fixture.chat(ask("gpt-x--slow20--fail503"));

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(fixture.simulator.books().calls())
                .singleElement()
                .extracting(BookedCall::fault)
                .isEqualTo("slow20--fail503");
    }

    @Test
    void shouldRefuseTheNameWhenAWordAfterAKnownFaultIsUnknown() {
        // When
        var response = fixture.chat(ask("gpt-x--fail500--fial503"));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.bodyAsString()).contains("fial503");
    }

    @ParameterizedTest
    @CsvSource({"gpt-x, gpt-x", "gpt--x, gpt--x", "gpt--x--hang, gpt--x", "gpt-x--fial500, gpt-x--fial500"})
    void shouldSplitTheNameAtTheFirstKnownFaultWord(String name, String base) {
        // When
        var model = ModelName.parse(name);

        // Then
        assertThat(model.base()).isEqualTo(base);
    }

    @Test
    void shouldReadEveryWordOfTheGrammar() {
        // Given
        var words = Map.<String, Fault>of(
                "fail429after2first3p50", new Fault.Status(429, new RetryHint.Seconds(2)),
                "fail503after7ms", new Fault.Status(503, new RetryHint.Millis(7)),
                "fail503after7date", new Fault.Status(503, new RetryHint.HttpDate(7)),
                "slow250", new Fault.Slow(Duration.ofMillis(250)),
                "hangbodyp5", new Fault.Broken(Fault.Breakage.HANGBODY));

        // When
        words.forEach((word, fault) ->
                assertThat(FaultClause.parse(word).orElseThrow().fault()).isEqualTo(fault));

        // Then
        assertThat(FaultClause.parse("fail429after2first3p50").orElseThrow())
                .satisfies(it -> assertThat(it.firstCalls()).isEqualTo(3))
                .satisfies(it -> assertThat(it.percent()).isEqualTo(50));
        assertThat(FaultClause.parse("fail200")).isEmpty();
        assertThat(FaultClause.parse("hangp101")).isEmpty();
    }
}
