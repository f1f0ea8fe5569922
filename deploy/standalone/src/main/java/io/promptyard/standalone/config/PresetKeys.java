package io.promptyard.standalone.config;

import io.promptyard.connector.PresetUse;
import io.promptyard.connector.openai.OpenAiPreset;
import io.promptyard.connector.openai.OpenAiPresets;
import java.util.List;
import java.util.Optional;

/** {@code preset} and {@code unsupported} of a provider. */
final class PresetKeys {
    static final String PRESET = "preset";
    private static final String UNSUPPORTED = "unsupported";
    private static final String DROP = "drop";
    private static final String OPENAI = "openai";

    private PresetKeys() {}

    static Optional<OpenAiPreset> preset(Section section) {
        List<String> names =
                OpenAiPresets.builtIn().all().stream().map(OpenAiPreset::name).toList();
        return section.value(
                PRESET,
                "must be one of " + String.join(", ", names),
                name -> OpenAiPresets.builtIn().find(name));
    }

    static Optional<PresetUse> use(Section section, Optional<OpenAiPreset> preset, String dialect) {
        if (preset.isPresent() && !dialect.equals(OPENAI) && !dialect.equals(ProvidersSection.SIMULATED)) {
            section.problems().error(section.path(PRESET), "goes with dialect openai", dialect);
        }
        return preset.map(each -> new PresetUse(each.name()));
    }

    /** Whether what the host cannot take is left out, rather than the prompt refused. */
    static boolean dropsUnsupported(Section section) {
        return section.value(
                        UNSUPPORTED,
                        "must be reject or drop",
                        text -> Optional.of(text).filter(word -> word.equals(DROP) || word.equals("reject")))
                .filter(DROP::equals)
                .isPresent();
    }
}
