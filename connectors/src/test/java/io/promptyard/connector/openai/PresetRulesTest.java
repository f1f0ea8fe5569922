package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.GoldenFiles;
import io.promptyard.connector.RequestCases;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each preset makes of a prompt: byte for byte what a reviewer approved. */
class PresetRulesTest {
    private static final List<String> CASES = List.of(
            "conversation",
            "json-schema",
            "logprobs",
            "plain",
            "sampling",
            "stream",
            "thinking",
            "tools",
            "tools-named",
            "tools-one-at-a-time",
            "two-choices");
    private static final List<String> PARAMETERS = List.of(
            "\"max_tokens\":5",
            "\"max_completion_tokens\":5",
            "\"n\":2",
            "\"seed\":0",
            "\"stop\":[\"x\"]",
            "\"top_k\":3",
            "\"frequency_penalty\":0.5",
            "\"frequency_penalty\":0.0",
            "\"logit_bias\":{\"50256\":-100}",
            "\"logprobs\":false",
            "\"tool_choice\":\"required\"",
            "\"parallel_tool_calls\":true",
            "\"user\":\"u\"",
            "\"store\":true",
            "\"own_parameter\":1.50");

    static Stream<String> presets() {
        return OpenAiPresets.builtIn().all().stream().map(OpenAiPreset::name);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void shouldWriteTheGoldenRequestsOfEachPreset(String preset) throws Exception {
        // When
        Buffer made = Buffer.buffer();
        for (String name : CASES) {
            line(made, name, preset, RequestCases.all().get(name));
        }
        for (String parameter : PARAMETERS) {
            line(made, preset, parameter);
        }
        // Then
        Buffer golden = GoldenFiles.golden("openai/presets/" + preset + ".txt", made);
        assertThat(made.toString()).isEqualTo(golden.toString());
    }

    @Test
    void shouldLeaveOutWhatIsRefusedWhereTheConfigurationSaysSo() throws Exception {
        // Given
        List<String> dropped = new ArrayList<>();
        PresetRules rules = new PresetRules(preset("deepseek"), new Unsupported(true, dropped::add));
        ObjectNode request = object(
                "{\"model\":\"m\",\"n\":3,\"logit_bias\":{\"1\":1},\"seed\":7,\"response_format\":{\"type\":\"json_schema\",\"x\":1}}");
        // When
        ObjectNode fitted = rules.apply(request);
        // Then
        assertThat(fitted).hasToString("{\"model\":\"m\",\"response_format\":{\"type\":\"json_object\"}}");
        assertThat(dropped).containsExactly("n", "logit_bias", "seed", "response_format");
    }

    @Test
    void shouldHearOfNothingThatSaysNothing() throws Exception {
        // Given
        List<String> dropped = new ArrayList<>();
        PresetRules rules = new PresetRules(preset("perplexity"), new Unsupported(false, dropped::add));
        ObjectNode request = object(
                "{\"n\":1,\"logprobs\":false,\"tools\":[],\"stop\":null,\"tool_choice\":\"auto\",\"parallel_tool_calls\":true,\"metadata\":{}}");
        // When
        ObjectNode fitted = rules.apply(request);
        // Then
        assertThat(fitted).hasToString("{}");
        assertThat(dropped).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatAnAnswerHasEmpty() throws Exception {
        // Given
        PresetRules rules = new PresetRules(preset("mistral"), Unsupported.rejected());
        ObjectNode request = object(
                "{\"messages\":[{\"role\":\"assistant\",\"content\":\"x\",\"refusal\":null,"
                        + "\"annotations\":[],\"audio\":null,\"function_call\":null},{\"role\":\"assistant\",\"refusal\":\"No\"}]}");
        // When
        ObjectNode fitted = rules.apply(request);
        // Then
        assertThat(fitted)
                .hasToString(
                        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"},{\"role\":\"assistant\",\"refusal\":\"No\"}]}");
    }

    @Test
    void shouldReadReasoningUnderTheHostsOwnName() throws Exception {
        // Given
        JsonNode reply = WireJson.parse(
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"4\",\"reasoning\":\"2+2\"},\"finish_reason\":\"stop\"}]}");
        // When
        var read = new OpenAiResponseMapper(preset("groq").reasoning()).read(reply);
        // Then
        assertThat(read.completion().choices().getFirst().message().extra())
                .isEqualTo("{\"reasoning_content\":\"2+2\"}");
    }

    private static OpenAiPreset preset(String name) {
        return OpenAiPresets.builtIn().find(name).orElseThrow();
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) WireJson.parse(json);
    }

    private static void line(Buffer made, String name, String preset, Dispatch dispatch) {
        PresetRules rules = new PresetRules(preset(preset), new Unsupported(false, dropped -> {}));
        try {
            made.appendString(name + ": ")
                    .appendBuffer(WireJson.bytes(new OpenAiRequestMapper(
                                    unsupported -> rules,
                                    OwnFields.of(preset(preset).baseUrl(), preset(preset)))
                            .write(dispatch)))
                    .appendString("\n");
        } catch (PromptRejectedException e) {
            made.appendString("refused: " + e.reason() + "\n");
        }
    }

    private static void line(Buffer made, String preset, String parameter) throws Exception {
        StringBuilder dropped = new StringBuilder();
        PresetRules rules = new PresetRules(
                preset(preset),
                new Unsupported(false, each -> dropped.append(" dropped: ").append(each)));
        try {
            made.appendString(parameter + ": ")
                    .appendBuffer(WireJson.bytes(rules.apply(object("{" + parameter + "}"))))
                    .appendString(dropped + "\n");
        } catch (PromptRejectedException e) {
            made.appendString("refused: " + e.reason() + "\n");
        }
    }
}
