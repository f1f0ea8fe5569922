package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streamed path, when all goes well and when it does not. */
class ChatCompletionsStreamTest {
    private static final String STREAM =
            "{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM_WITH_USAGE = "{\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

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
    void shouldStreamEveryChunkUnderOneIdWhenAllArrive() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            Answers.chunks(prompt, "Hel", "lo").forEach(bus::chunk);
            bus.respond(Answers.text(prompt, "Hello", 3));
        });

        // When
        HttpResponse<String> response = gateway.chat(STREAM);

        // Then
        SseText events = SseText.of(response.body());
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(events.data()).last().isEqualTo("[DONE]");
        assertThat(events.text()).isEqualTo("Hello");
        assertThat(events.chunks()).hasSize(3).allSatisfy(chunk -> {
            assertThat(chunk.getString("id")).isEqualTo("chatcmpl-req_1");
            assertThat(chunk.getString("object")).isEqualTo("chat.completion.chunk");
            assertThat(chunk.getLong("created"))
                    .isEqualTo(TestGateway.CLOCK.instant().getEpochSecond());
            assertThat(chunk.getString("model")).isEqualTo("gpt-4o-2024-08-06");
            assertThat(chunk.containsKey("usage")).isFalse();
        });
        assertThat(delta(events, 0).getString("role")).isEqualTo("assistant");
        assertThat(delta(events, 1).containsKey("role")).isFalse();
        assertThat(finish(events, 2)).isEqualTo("stop");
    }

    @Test
    void shouldSendUsageOnceAndLastWhenAskedFor() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            Answers.chunks(prompt, "Hello").forEach(bus::chunk);
            bus.respond(Answers.text(prompt, "Hello", 2));
        });

        // When
        List<JsonObject> chunks =
                SseText.of(gateway.chat(STREAM_WITH_USAGE).body()).chunks();

        // Then
        assertThat(chunks.subList(0, chunks.size() - 1)).allSatisfy(chunk -> {
            assertThat(chunk.containsKey("usage")).isTrue();
            assertThat(chunk.getValue("usage")).isNull();
        });
        assertThat(chunks.getLast().getJsonArray("choices")).isEmpty();
        assertThat(chunks.getLast().getJsonObject("usage").getInteger("total_tokens"))
                .isEqualTo(17);
    }

    @Test
    void shouldSendNoBufferingHeadersAndOnlyDataLines() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            Answers.chunks(prompt, "Hello").forEach(bus::chunk);
            bus.respond(Answers.text(prompt, "Hello", 2));
        });

        // When
        HttpResponse<String> response = gateway.chat(STREAM);

        // Then
        assertThat(response.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(response.headers().firstValue("x-accel-buffering")).contains("no");
        assertThat(response.headers().firstValue("x-promptyard-model")).contains("openai/gpt-4o-2024-08-06");
        assertThat(response.headers().firstValue("x-promptyard-cost-usd")).isEmpty();
        assertThat(response.body().lines()).allMatch(line -> line.isEmpty() || line.startsWith("data: "));
    }

    @Test
    void shouldNameWhatWasLeftOutWhenTheFirstChunkSaysIt() {
        // Given: a first piece without content, which is held, says it
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.without(Answers.chunk(prompt, Answers.ATTEMPT, 0, null, null), List.of("seed")));
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 1, "Hello", null));
            bus.respond(Answers.text(prompt, "Hello", 2));
        });

        // When
        HttpResponse<String> response = gateway.chat(STREAM);

        // Then
        assertThat(response.headers().firstValue("x-promptyard-dropped-params")).contains("seed");
    }

    @Test
    void shouldAnswerWithPlainJsonWhenItFailsBeforeContent() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "", null));
            bus.respond(Answers.refusal(prompt, FailureKind.OVERLOADED, "busy", null));
        });

        // When
        HttpResponse<String> response = gateway.chat(STREAM);

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    }

    @Test
    void shouldSendAnErrorEventWhenItFailsAfterContent() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.respond(Answers.refusal(prompt, FailureKind.NETWORK, "the provider broke off", null));
        });

        // When
        HttpResponse<String> response = gateway.chat(STREAM);

        // Then
        SseText events = SseText.of(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(events.text()).isEqualTo("Hel");
        assertThat(events.chunks().getLast().getJsonObject("error").getString("message"))
                .isEqualTo("the provider broke off");
        assertThat(events.data()).doesNotContain("[DONE]");
    }

    @Test
    void shouldNeverSendANullErrorWhenAChunkBringsOne() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            ResponseChunk first = Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hello", null);
            bus.chunk(
                    Answers.withExtra(first, "{\"error\":null,\"usage\":{\"total_tokens\":1},\"service_tier\":\"x\"}"));
            bus.respond(Answers.text(prompt, "Hello", 1));
        });

        // When
        JsonObject chunk = SseText.of(gateway.chat(STREAM).body()).chunks().getFirst();

        // Then
        assertThat(chunk.containsKey("error")).isFalse();
        assertThat(chunk.containsKey("usage")).isFalse();
        assertThat(chunk.getString("service_tier")).isEqualTo("x");
    }

    @Test
    void shouldWaitForChunksWhenTheFinalResponseOvertakesThem() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            List<ResponseChunk> chunks = Answers.chunks(prompt, "Hel", "lo");
            bus.chunk(chunks.getFirst());
            bus.respond(Answers.text(prompt, "Hello", 3));
            bus.chunk(chunks.get(2));
            bus.chunk(chunks.get(1));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.chunks()).hasSize(3);
        assertThat(events.text()).isEqualTo("Hello");
    }

    @Test
    void shouldWaitForChunksWhenTheRefusalOvertakesThem() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            List<ResponseChunk> chunks = Answers.chunks(prompt, "Hel", "lo", " you");
            bus.respond(Answers.brokenOff(prompt, 3));
            bus.chunk(chunks.getFirst());
            bus.chunk(chunks.get(2));
            bus.chunk(chunks.get(1));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.text()).isEqualTo("Hello you");
        assertThat(events.chunks()).hasSize(4);
        assertThat(events.chunks().getLast().containsKey("error")).isTrue();
    }

    @Test
    void shouldEndWithTheErrorWhenPiecesOfABrokenStreamDoNotCome() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.respond(Answers.brokenOff(prompt, 3));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.text()).isEqualTo("Hel");
        assertThat(events.chunks().getLast().containsKey("error")).isTrue();
    }

    @Test
    void shouldMakeTheRestFromTheAnswerWhenPiecesAreMissing() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.respond(Answers.text(prompt, "Hello", 3));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.text()).isEqualTo("Hello");
        assertThat(finish(events, events.chunks().size() - 1)).isEqualTo("stop");
        assertThat(events.data()).last().isEqualTo("[DONE]");
    }

    @Test
    void shouldSendAnErrorEventWhenWhatWasSentIsNotTheBeginningOfTheAnswer() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Bye", null));
            bus.respond(Answers.text(prompt, "Hello", 3));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.chunks().getLast().getJsonObject("error").getString("code"))
                .isEqualTo("stream_interrupted");
    }

    @Test
    void shouldStreamTheWholeAnswerWhenNoChunkCame() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hello", 0)));

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(delta(events, 0).getString("role")).isEqualTo("assistant");
        assertThat(events.text()).isEqualTo("Hello");
        assertThat(finish(events, 1)).isEqualTo("stop");
    }

    @Test
    void shouldSendAnErrorEventWhenAnotherAttemptAnswered() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.respond(
                    Answers.answer(prompt, Answers.completion("Hello", List.of(), FinishReason.STOP), "attempt-2", 3));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.chunks().getLast().getJsonObject("error")).isNotNull();
        assertThat(events.data()).doesNotContain("[DONE]");
    }

    @Test
    void shouldStayWithOneAttemptAndDropRepeatsWhenChunksOfTwoArrive() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.chunk(Answers.chunk(prompt, "attempt-2", 1, "XXX", null));
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 1, "lo", FinishReason.STOP));
            bus.respond(Answers.text(prompt, "Hello", 2));
        });

        // When
        SseText events = SseText.of(gateway.chat(STREAM).body());

        // Then
        assertThat(events.text()).isEqualTo("Hello");
        assertThat(gateway.count("promptyard.gateway.late.chunks")).isEqualTo(2);
    }

    @Test
    void shouldKeepTheConnectionAliveWithCommentsWhenAStreamIsSilent() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null)));
        var answer = gateway.client()
                .sendAsync(
                        gateway.request("/chat/completions")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(STREAM))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());

        // When
        HttpResponse<java.util.stream.Stream<String>> response = answer.join();
        List<String> lines = response.body()
                .peek(line -> {
                    if (line.startsWith(": ")) {
                        PromptRequest prompt = gateway.bus.prompts.getFirst();
                        gateway.bus.respond(Answers.text(prompt, "Hello", 1));
                    }
                })
                .toList();

        // Then
        assertThat(lines).contains(": keep-alive").contains("data: [DONE]");
    }

    private static JsonObject delta(SseText events, int index) {
        return events.chunks()
                .get(index)
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("delta");
    }

    private static String finish(SseText events, int index) {
        return events.chunks()
                .get(index)
                .getJsonArray("choices")
                .getJsonObject(0)
                .getString("finish_reason");
    }
}
