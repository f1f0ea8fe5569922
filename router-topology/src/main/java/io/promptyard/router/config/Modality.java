package io.promptyard.router.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a prompt is made of. {@code TEXT} is a prompt of text alone. */
public enum Modality {
    TEXT,
    IMAGE,
    AUDIO,
    FILE;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }

    public static Optional<Modality> ofLabel(String text) {
        return Arrays.stream(values()).filter(each -> each.label.equals(text)).findFirst();
    }
}
