package io.promptyard.standalone.config;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a lane promises its consumers. */
public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE;

    static final String DEFAULT_LANE = "default";

    /** {@code lanes:}; there is always the lane {@code default}. */
    static SortedMap<String, Delivery> read(Section top) {
        SortedMap<String, Delivery> lanes = new TreeMap<>(Map.of(DEFAULT_LANE, AT_LEAST_ONCE));
        top.sections("lanes").forEach((name, section) -> {
            Delivery delivery = section.value("delivery", "must be at-least-once or exactly-once", Delivery::ofLabel)
                    .orElse(AT_LEAST_ONCE);
            section.end();
            if (!name.equals(DEFAULT_LANE) || delivery != AT_LEAST_ONCE) {
                section.problems().notBuilt(section.path(), delivery.label());
            }
            lanes.put(name, delivery);
        });
        return lanes;
    }

    public String label() {
        return switch (this) {
            case AT_LEAST_ONCE -> "at-least-once";
            case EXACTLY_ONCE -> "exactly-once";
        };
    }

    private static Optional<Delivery> ofLabel(String text) {
        for (Delivery delivery : values()) {
            if (delivery.label().equals(text)) {
                return Optional.of(delivery);
            }
        }
        return Optional.empty();
    }
}
