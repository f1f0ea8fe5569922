package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Confluent's serializer, told schema and subject instead of working them out again for every record. Safe for many
 * threads: what it holds is set once or concurrent.
 */
final class WireSerializer extends KafkaAvroSerializer {

    WireSerializer(SchemaRegistryClient registry, Map<String, ?> settings) {
        super(registry, settings);
    }

    /** Waits for the registry only when {@link #schemaId} has not been asked for this subject before. */
    byte[] write(String subject, String topic, Headers headers, SpecificRecord value, AvroSchema schema) {
        return serializeImpl(subject, topic, headers, value, schema);
    }

    /** The schema's id under the subject: registered, looked up, or remembered. */
    int schemaId(String subject, AvroSchema schema) throws IOException, RestClientException {
        return autoRegisterSchema
                ? schemaRegistry
                        .registerWithResponse(subject, schema, normalizeSchema, propagateSchemaTags)
                        .getId()
                : schemaRegistry.getId(subject, schema, normalizeSchema);
    }
}
