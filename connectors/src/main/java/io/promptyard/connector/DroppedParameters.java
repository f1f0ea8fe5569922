package io.promptyard.connector;

import io.promptyard.model.ProviderId;

/** Hears of request parameters that a host cannot take and that were left out. Thread-safe; must not throw. */
@FunctionalInterface
public interface DroppedParameters {
    /** Nobody listens. */
    DroppedParameters IGNORED = (provider, parameter) -> {};

    /** @param parameter one of those that the presets and dialects name: a closed set */
    void dropped(ProviderId provider, String parameter);
}
