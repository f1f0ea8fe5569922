package io.promptyard.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serde of one model record. Null values, which are tombstones, pass through both ways. Safe for many threads; closing
 * it does nothing, the {@link SerdeFactory} owns what is behind it.
 */
final class ModelSerde<M, A extends SpecificRecord> implements Serde<M> {
    private final RecordMapping<M, A> mapping;
    private final AvroWire wire;

    ModelSerde(RecordMapping<M, A> mapping, AvroWire wire) {
        this.mapping = mapping;
        this.wire = wire;
    }

    RecordMapping<M, A> mapping() {
        return mapping;
    }

    /** Has the schema known to the registry under the topic's subject; its id. */
    int announce(String topic) {
        return wire.announce(topic, mapping.published());
    }

    @Override
    public Serializer<M> serializer() {
        return new ModelSerializer();
    }

    @Override
    public Deserializer<M> deserializer() {
        return new ModelDeserializer();
    }

    private final class ModelSerializer implements Serializer<M> {
        @Override
        public byte @Nullable [] serialize(String topic, @Nullable M value) {
            return serialize(topic, new RecordHeaders(), value);
        }

        @Override
        public byte @Nullable [] serialize(String topic, Headers headers, @Nullable M value) {
            return value == null
                    ? null
                    : wire.write(topic, headers, mapping.toAvro().apply(value), mapping.published());
        }
    }

    private final class ModelDeserializer implements Deserializer<M> {
        @Override
        public @Nullable M deserialize(String topic, byte @Nullable [] bytes) {
            return deserialize(topic, new RecordHeaders(), bytes);
        }

        @Override
        public @Nullable M deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            A read = mapping.type().cast(wire.read(topic, headers, bytes, mapping.schema()));
            try {
                return mapping.toModel().apply(read);
            } catch (RuntimeException e) {
                throw new UnreadableRecordException(topic + ": no valid " + mapping.name() + ": " + ruleOf(e));
            }
        }
    }

    /** The rule a value broke, without the value: it may be a piece of a prompt. */
    private static String ruleOf(RuntimeException refusal) {
        if (refusal instanceof IllegalArgumentException && refusal.getMessage() != null) {
            String message = refusal.getMessage();
            int got = message.indexOf(" (got ");
            return got < 0 ? message : message.substring(0, got);
        }
        return refusal.getClass().getSimpleName();
    }
}
