package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.model.Feedback;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTest {
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldPublishEveryFieldWhenAllAreGiven() {
        // When
        HttpResponse<String> response = gateway.feedback("""
                {"id":"req_9","score":0.25,"rating":"down","comment":"wrong sum","model":"openai/gpt-4o","task":"math",
                 "source":"judge","judge_model":"x","n":1.50}""");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject().put("object", "feedback").put("id", "req_9"));
        assertThat(gateway.bus.feedback)
                .containsExactly(new Feedback(
                        new RequestId("req_9"),
                        TestGateway.CLOCK.instant(),
                        Feedback.Source.JUDGE,
                        0.25,
                        "down",
                        "wrong sum",
                        Target.of("openai", "gpt-4o"),
                        Task.MATH,
                        "{\"judge_model\":\"x\",\"n\":1.50}"));
    }

    @Test
    void shouldTakeARatingOfAUserWhenThereIsNoScore() {
        // When
        HttpResponse<String> response = gateway.feedback("{\"id\":\"req_9\",\"rating\":\"up\"}");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        Feedback given = gateway.bus.feedback.getFirst();
        assertThat(given.source()).isEqualTo(Feedback.Source.USER);
        assertThat(given.score()).isNull();
        assertThat(given.rating()).isEqualTo("up");
    }

    @Test
    void shouldUseTheLaneWhenAHeaderNamesOne() {
        // When
        gateway.feedback("{\"id\":\"req_9\",\"score\":1}", "x-promptyard-lane", "batch");

        // Then
        assertThat(gateway.batch.feedback).hasSize(1);
        assertThat(gateway.bus.feedback).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"score\":1} | id",
                "{\"id\":\" \",\"score\":1} | id",
                "{\"id\":\"a\"} | score",
                "{\"id\":\"a\",\"score\":1.5} | score",
                "{\"id\":\"a\",\"score\":-0.1} | score",
                "{\"id\":\"a\",\"score\":\"1\"} | score",
                "{\"id\":\"a\",\"rating\":\"\"} | rating",
                "{\"id\":\"a\",\"score\":1,\"model\":\"gpt\"} | model",
                "{\"id\":\"a\",\"score\":1,\"task\":\"coding\"} | task",
                "{\"id\":\"a\",\"score\":1,\"source\":\"me\"} | source"
            })
    void shouldNameTheFieldWhenItIsWrong(String body, String param) {
        // When
        HttpResponse<String> response = gateway.feedback(body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getJsonObject("error").getString("param"))
                .isEqualTo(param);
        assertThat(gateway.bus.feedback).isEmpty();
    }

    @Test
    void shouldSayComeAgainWhenTheBrokerDoesNotTakeIt() {
        // Given
        gateway.bus.failWith(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "TimeoutException"));

        // When
        HttpResponse<String> response = gateway.feedback("{\"id\":\"a\",\"score\":1}");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void shouldRefuseWhenTheBodyIsNoFewWords() {
        // When
        HttpResponse<String> response = gateway.feedback("{\"comment\":\"" + "x".repeat(300_000) + "\"}");

        // Then
        assertThat(response.statusCode()).isEqualTo(413);
    }
}
