package io.promptyard.router.ingress;

import io.promptyard.model.PromptRequest;
import io.promptyard.serde.UnreadableRecordException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What came in on prompts. Bytes that are no prompt go through the door as well, because only there is it known whether
 * their key is the id of an accepted prompt, which has an end of its own.
 */
public sealed interface Arrival {

    record Prompt(PromptRequest request) implements Arrival {}

    /** No retry makes it readable. */
    record Unreadable(byte[] value, UnreadableRecordException cause) implements Arrival {}

    /** Reads only; a registry that cannot be asked is thrown on, an empty value stays null. */
    static Serde<Arrival> serde(Serde<PromptRequest> prompts) {
        Serializer<Arrival> none = (topic, arrival) -> {
            throw new UnsupportedOperationException("arrivals are only read");
        };
        return Serdes.serdeFrom(none, (topic, bytes) -> read(prompts, topic, bytes));
    }

    private static @Nullable Arrival read(Serde<PromptRequest> prompts, String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return new Prompt(prompts.deserializer().deserialize(topic, bytes));
        } catch (UnreadableRecordException e) {
            return new Unreadable(bytes, e);
        }
    }
}
