package io.promptyard.connector.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.catalogue.ModelFacts.Confidence;
import io.promptyard.connector.catalogue.ModelFacts.Kind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts of one entry of a catalogue file, being read; {@code provider} is the file around it. */
record FactsEntry(String path, JsonNode json, JsonNode provider, CatalogueSources sources, List<String> problems) {
    private static final Set<String> MODALITIES = Set.of("text", "image", "audio", "file", "video");

    ModelFacts read() {
        boolean ruled = json.path("quality").isTextual();
        Map<String, List<String>> named = sources.of(path, json.path("sources"), problems);
        return new ModelFacts(
                word("kind", Kind.class, Kind.CHAT),
                modalities("input"),
                modalities("output"),
                texts(provider.path("regions").path("codes")),
                provider.path("retention").path("terms").textValue(),
                date(),
                word("confidence", Confidence.class, Confidence.SINGLE),
                ruled,
                !ruled,
                named,
                json.path("notes").textValue());
    }

    private <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(value.asText())) {
                return each;
            }
        }
        problems.add(path + "." + key + ": must be one of "
                + String.join(
                        ", ",
                        List.of(type.getEnumConstants()).stream()
                                .map(FactsEntry::label)
                                .toList())
                + " (got " + value + ")");
        return otherwise;
    }

    private static String label(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    private List<String> modalities(String key) {
        List<String> modalities = texts(json.path("modalities").path(key));
        modalities.stream()
                .filter(each -> !MODALITIES.contains(each))
                .forEach(each -> problems.add(path + ".modalities." + key
                        + ": must be text, image, audio, file or video (got " + each + ")"));
        return modalities;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private @Nullable LocalDate date() {
        JsonNode value = json.path("retires");
        if (value.isMissingNode()) {
            return null;
        }
        try {
            return LocalDate.parse(value.asText());
        } catch (DateTimeParseException e) {
            problems.add(path + ".retires: must be a date like 2026-01-31 (got " + value + ")");
            return null;
        }
    }
}
