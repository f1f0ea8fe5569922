package io.promptyard.connector.health;

import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.util.List;

/** Hears of what becomes of targets and keys. Thread-safe; must not throw, and must not wait. */
public interface HealthListener {
    /** Nobody listens. */
    HealthListener NONE = new HealthListener() {};

    /** A provider is called with these keys. */
    default void keys(ProviderId provider, List<String> names) {}

    default void circuit(Target target, ProviderHealth.State state) {}

    /** A key is not used for a while. */
    default void cooled(ProviderId provider, String key, FailureKind why) {}

    /** A call went on with another key. */
    default void rotated(ProviderId provider, FailureKind why) {}

    /** A call was not made, for an open circuit or for want of a key. */
    default void refused(ProviderId provider) {}
}
