package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;

/**
 * Avro records to bytes and back through one registry client, and the one place where every failure gets its kind.
 * Asking the registry and decoding are two steps, so that a truncated record is never taken for a lost connection, nor
 * the other way round. Safe for many threads. The client belongs to the {@link SerdeFactory}.
 */
final class AvroWire {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final SchemaRegistryClient registry;
    private final WireSerializer serializer;
    private final KafkaAvroDeserializer deserializer;
    private final Map<String, String> subjects = new ConcurrentHashMap<>();
    private final Map<String, Boolean> announced = new ConcurrentHashMap<>();
    private final Map<String, Set<Integer>> knownIds = new ConcurrentHashMap<>();

    AvroWire(SchemaRegistryClient registry, Map<String, Object> settings) {
        this.registry = registry;
        this.serializer = new WireSerializer(registry, settings);
        this.deserializer = new KafkaAvroDeserializer(registry, settings, false);
    }

    /** Subject of a topic's values, by {@code TopicNameStrategy}. */
    String subject(String topic) {
        return subjects.computeIfAbsent(topic, name -> name + "-value");
    }

    /** Has the schema registered, or looked up, so that {@link #write} need not wait for the registry. */
    int announce(String topic, AvroSchema schema) {
        String subject = subject(topic);
        try {
            int id = serializer.schemaId(subject, schema);
            announced.put(subject, Boolean.TRUE);
            return id;
        } catch (IOException | RestClientException e) {
            throw RegistryFailures.ofWriting(subject, e);
        }
    }

    byte[] write(String topic, Headers headers, SpecificRecord value, AvroSchema schema) {
        String subject = subject(topic);
        if (!announced.containsKey(subject)) {
            announce(topic, schema);
        }
        return serializer.write(subject, topic, headers, value, schema);
    }

    SpecificRecord read(String topic, Headers headers, byte[] bytes, Schema reader) {
        int id = schemaId(topic, bytes);
        ensureKnown(topic, id);
        try {
            return (SpecificRecord) deserializer.deserialize(topic, headers, bytes, reader);
        } catch (RetriableException e) {
            throw RegistryFailures.ofReading(topic, id, e);
        } catch (RuntimeException e) {
            // Decoders answer nonsense with whatever comes first: index, cast, size, end of input.
            throw new UnreadableRecordException(
                    topic + ": the record does not hold what schema " + id + " says, or cannot be read as "
                            + reader.getName(),
                    e);
        }
    }

    private static int schemaId(String topic, byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new UnreadableRecordException(topic + ": shorter than the wire format's five leading bytes");
        }
        if (bytes[0] != MAGIC) {
            throw new UnreadableRecordException(topic + ": does not begin with the wire format's magic byte 0");
        }
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }

    private void ensureKnown(String topic, int id) {
        Set<Integer> known = knownIds.computeIfAbsent(topic, name -> ConcurrentHashMap.newKeySet());
        if (known.contains(id)) {
            return;
        }
        try {
            registry.getSchemaBySubjectAndId(subject(topic), id);
        } catch (IOException | RestClientException | RuntimeException e) {
            throw RegistryFailures.ofReading(topic, id, e);
        }
        known.add(id);
    }
}
