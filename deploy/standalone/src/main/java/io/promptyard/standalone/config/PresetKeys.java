package io.promptyard.standalone.config;

import io.promptyard.connector.PresetUse;
import io.promptyard.connector.openai.OpenAiPreset;
import io.promptyard.connector.openai.OpenAiPresets;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.ValueKey;
import java.util.List;
import java.util.Optional;

/** {@code preset} and {@code unsupported} of a provider. */
final class PresetKeys {
    private static final String OPENAI = "openai";

    static final ValueKey<OpenAiPreset> PRESET = Key.named("preset")
            .otherwise("that of the address, where it is one of these hosts")
            .example("groq")
            .means("""
                    a host that speaks `openai` in its own way: its base URL, and what its requests and replies differ in; one of \
                    [the table](providers.md#presets). Keys that are given win""")
            .value(Rule.oneOfMany(
                    OpenAiPreset::name, List.copyOf(OpenAiPresets.builtIn().all())));
    private static final DefaultKey<Boolean> UNSUPPORTED = Key.named("unsupported")
            .example("drop")
            .means("""
                    whether a prompt with a parameter that the host cannot take, and that changes what comes back, is refused by name, or the \
                    parameter [left out](providers.md#keys-limits-and-circuits); with every dialect""")
            .value(Rule.oneOf(drops -> drops ? "drop" : "reject", List.of(false, true)), false);

    static final List<Key> KEYS = List.of(PRESET, UNSUPPORTED);

    private PresetKeys() {}

    static Optional<PresetUse> use(Section section, Optional<OpenAiPreset> preset, String dialect) {
        if (preset.isPresent() && !dialect.equals(OPENAI) && !dialect.equals(ProvidersSection.SIMULATED)) {
            section.error(PRESET, "goes with dialect openai", dialect);
        }
        return preset.map(each -> new PresetUse(each.name()));
    }

    /** Whether what the host cannot take is left out, rather than the prompt refused. */
    static boolean dropsUnsupported(Section section) {
        return section.get(UNSUPPORTED);
    }
}
