package io.promptyard.serde;

import io.promptyard.model.ConfigEntry;

/** What is published of the configuration, and what instances say of theirs. */
final class ConfigMapper {
    private ConfigMapper() {}

    static io.promptyard.avro.ConfigEntry toAvro(ConfigEntry entry) {
        return new io.promptyard.avro.ConfigEntry(
                entry.version(),
                entry.at(),
                entry.format(),
                entry.sections(),
                entry.sha256(),
                entry.restart(),
                entry.refused());
    }

    static ConfigEntry toModel(io.promptyard.avro.ConfigEntry entry) {
        return new ConfigEntry(
                entry.getVersion(),
                entry.getAt(),
                entry.getFormat(),
                entry.getSections(),
                entry.getSha256(),
                entry.getRestart(),
                entry.getRefused());
    }
}
