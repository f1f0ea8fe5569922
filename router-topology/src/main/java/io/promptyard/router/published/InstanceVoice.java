package io.promptyard.router.published;

import io.promptyard.model.ConfigEntry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the topic which configuration is in force here, and takes the word back when it is closed. Nothing depends on it but
 * what people see: what cannot be said is logged. Owns the publisher.
 */
public final class InstanceVoice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceVoice.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RecordPublisher<ConfigEntry> publisher;
    private final String key;

    /** @param name of this instance, unlike any other's */
    public InstanceVoice(RecordPublisher<ConfigEntry> publisher, String name) {
        this.publisher = publisher;
        this.key = ConfigEntry.instanceKey(name);
    }

    void say(ConfigEntry entry) {
        try {
            publisher.put(key, entry, PATIENCE);
        } catch (RuntimeException e) {
            LOG.warn(
                    "could not say which configuration is in force: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        try (publisher) {
            publisher.put(key, null, PATIENCE);
        } catch (RuntimeException e) {
            LOG.debug("could not take the word back: {}", e.getClass().getSimpleName());
        }
    }
}
