package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of presets in the reference is made from the data. {@code -Dpromptyard.golden=renew} writes it. */
class PresetReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/providers.md");
    private static final String BEGIN = "<!-- presets -->\n";
    private static final String END = "<!-- /presets -->\n";

    @Test
    void shouldHoldTheHostsThatTeamsUse() {
        // Then
        assertThat(OpenAiPresets.builtIn().all())
                .extracting(OpenAiPreset::name)
                .contains("openai", "deepseek", "mistral", "qwen", "xai", "groq", "together", "fireworks", "perplexity")
                .contains("cerebras", "nvidia", "openrouter", "huggingface", "moonshot", "zhipu", "vllm", "sglang")
                .contains("llama-cpp", "lm-studio", "tgi");
    }

    @Test
    void shouldReachOnlyThisMachineOrByHttps() {
        // Then
        assertThat(OpenAiPresets.builtIn().all()).allSatisfy(preset -> {
            boolean local = preset.baseUrl().getHost().equals("127.0.0.1");
            assertThat(preset.baseUrl().getScheme()).isEqualTo(local ? "http" : "https");
            assertThat(preset.keyVariable() == null).isEqualTo(local);
            assertThat(preset.refused()).noneMatch(preset.hints()::contains);
            assertThat(preset.source()).containsPattern("\\(as of 20\\d\\d-\\d\\d\\)$");
        });
    }

    @Test
    void shouldStandInTheReference() throws IOException {
        // Given
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String tail = page.substring(page.indexOf(END));
        // When
        String made = table();
        if ("renew".equals(System.getProperty("promptyard.golden"))) {
            Files.writeString(PAGE, head + made + tail);
        }
        // Then
        assertThat(Files.readString(PAGE)).isEqualTo(head + made + tail);
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                "| preset | host, base URL, usual variable of its key | renamed | left out | refused | else |\n"
                        + "|---|---|---|---|---|---|\n");
        for (OpenAiPreset preset : OpenAiPresets.builtIn().all()) {
            table.append("| `").append(preset.name()).append("` | ").append(preset.title());
            table.append(", `").append(preset.baseUrl()).append('`');
            table.append(preset.keyVariable() == null ? "" : ", `" + preset.keyVariable() + "`");
            table.append(" | ")
                    .append(preset.rename().entrySet().stream()
                            .map(each -> "`" + each.getKey() + "` to `" + each.getValue() + "`")
                            .collect(Collectors.joining(", ")));
            table.append(" | ").append(words(hints(preset)));
            table.append(" | ").append(words(refused(preset)));
            table.append(" | ").append(rest(preset)).append(" |\n");
        }
        return table.toString();
    }

    private static Collection<String> hints(OpenAiPreset preset) {
        List<String> hints = new ArrayList<>(preset.hints());
        if (!preset.names()) {
            hints.add("messages.name");
        }
        return hints;
    }

    private static Collection<String> refused(OpenAiPreset preset) {
        List<String> refused = new ArrayList<>(preset.refused());
        if (preset.oneChoice()) {
            refused.add("n");
        }
        if (!preset.jsonSchema()) {
            refused.add("response_format: json_schema");
        }
        if (preset.toolChoices() != null) {
            refused.add("tool_choice but " + String.join(", ", preset.toolChoices()));
        }
        return refused;
    }

    private static String rest(OpenAiPreset preset) {
        List<String> rest = new ArrayList<>();
        preset.toolChoiceWords().forEach((ours, theirs) -> rest.add("tool_choice `" + ours + "` is `" + theirs + "`"));
        if (!preset.developer().equals("developer")) {
            rest.add("developer is `" + preset.developer() + "`");
        }
        if (!preset.asksUsage()) {
            rest.add("usage by itself");
        }
        if (!preset.reasoning().equals(PresetRules.REASONING)) {
            rest.add("reasoning in `" + preset.reasoning() + "`");
        }
        if (!preset.takesReasoning()) {
            rest.add("reasoning not handed back");
        }
        if (preset.cacheControl()) {
            rest.add("`cache_control` kept");
        }
        return String.join("; ", rest);
    }

    private static String words(Collection<String> words) {
        return words.stream().map(each -> "`" + each + "`").collect(Collectors.joining(" "));
    }
}
