package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.ToolCall;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import io.promptyard.standalone.cli.CliRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream that breaks off after its first content, seen by its client and in its dead letter. */
class CutStreamIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOOL = """
            ,"tool_choice":"required","tools":[{"type":"function","function":{"name":"weather","parameters":\
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]""";

    private static TestYard yard;

    /** What came before the error event. */
    private record Stream(String id, String text, List<String> arguments, int chunks, String error) {}

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4o, errorevent",
        "openai/gpt-4o, truncate",
        "openai/gpt-4o, earlyclose",
        "anthropic/claude-sonnet-4-5, errorevent",
        "anthropic/claude-sonnet-4-5, earlyclose"
    })
    void shouldBuryExactlyWhatTheClientReceivedWhenTheStreamBreaks(String model, String fault) throws Exception {
        // Given
        yard.simulator().script(FaultScript.of(FaultRule.of(fault)));
        // When
        Stream stream = ask(model, "");
        DeadLetter letter = letter(stream.id());
        // Then
        assertThat(stream.error()).isNotBlank();
        assertThat(stream.text()).isNotEmpty();
        PartialAnswer received = letter.received();
        assertThat(received).isNotNull();
        assertThat(choice(received).message().text()).isEqualTo(stream.text());
        assertThat(received.leftOutCharacters()).isZero();
        assertThat(letter.attempts()).hasSize(1);
        assertThat(yard.simulator().books().callsOf(stream.id())).hasSize(1);
    }

    @Test
    void shouldBuryToolCallsAsFarAsTheClientHasThemAndShowThemOnlyWhenAsked() throws Exception {
        // Given
        yard.simulator().script(FaultScript.of(FaultRule.of("earlyclose")));
        // When
        Stream stream = ask("openai/gpt-4o", TOOL);
        DeadLetter letter = letter(stream.id());
        CliRun brief = show(stream.id());
        CliRun whole = show(stream.id(), "--with-content");
        // Then
        assertThat(stream.arguments()).hasSize(1);
        List<ToolCall> calls = choice(letter.received()).message().toolCalls();
        assertThat(calls).extracting(ToolCall::arguments).isEqualTo(stream.arguments());
        assertThat(calls).extracting(ToolCall::name).containsExactly("weather");
        JsonNode received = JSON.readTree(brief.out()).at("/0/received");
        assertThat(received.at("/chunks").intValue())
                .isEqualTo(letter.received().chunks());
        assertThat(received.has("body")).isFalse();
        assertThat(JSON.readTree(whole.out()).at("/0/received/body/choices/0/message/toolCalls/0/name"))
                .hasToString("\"weather\"");
    }

    private static Stream ask(String model, String more) throws Exception {
        String body = "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
                + "\"Name a river and say what you know of it.\"}]" + more + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(yard.gatewayUrl() + "/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.util.stream.Stream<String>> response = client.send(request, BodyHandlers.ofLines());
            String id = response.headers().firstValue("x-request-id").orElseThrow();
            return read(
                    id,
                    response.body().filter(line -> line.startsWith("data: {")).toList());
        }
    }

    private static Stream read(String id, List<String> events) throws Exception {
        StringBuilder text = new StringBuilder();
        TreeMap<Integer, String> arguments = new TreeMap<>();
        String error = "";
        int chunks = 0;
        for (String event : events) {
            JsonNode json = JSON.readTree(event.substring("data: ".length()));
            if (json.has("error")) {
                error = json.get("error").toString();
                continue;
            }
            chunks++;
            JsonNode delta = json.at("/choices/0/delta");
            text.append(delta.path("content").asText(""));
            delta.path("tool_calls")
                    .forEach(call -> arguments.merge(
                            call.path("index").intValue(),
                            call.at("/function/arguments").asText(""),
                            String::concat));
        }
        return new Stream(id, text.toString(), List.copyOf(arguments.values()), chunks, error);
    }

    private static Completion.Choice choice(PartialAnswer received) {
        return ((CompletionContent.Clear) received.body())
                .completion()
                .choices()
                .getFirst();
    }

    private static DeadLetter letter(String id) {
        try (TopicTail<DeadLetter> letters = yard.tail(yard.topics.deadLetters())) {
            return letters.await(id, 1).getFirst().value();
        }
    }

    private static CliRun show(String id, String... more) {
        List<String> words = new ArrayList<>(List.of("dead-letters", "show", id, "--json"));
        words.addAll(List.of(more));
        words.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(words.toArray(String[]::new));
    }
}
