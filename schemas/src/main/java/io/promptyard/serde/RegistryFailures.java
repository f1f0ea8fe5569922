package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.promptyard.serde.ForeignSchemaProvider.ForeignSchemaException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/**
 * The one place that tells a registry that cannot be asked from one that said no. By class and code, never by message.
 * Only the registry's own error codes are a no: a bare 404 comes from a wrong address or a proxy, 401 and 403 from
 * credentials, and neither may cost a good record its life.
 */
final class RegistryFailures {
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int INCOMPATIBLE = 409;
    private static final Set<Integer> NOT_FOUND = Set.of(SUBJECT_NOT_FOUND, VERSION_NOT_FOUND, SCHEMA_NOT_FOUND);

    private RegistryFailures() {}

    /** Whether the registry answered that there is no such subject, version or schema. */
    static boolean isNotFound(RestClientException failure) {
        return NOT_FOUND.contains(failure.getErrorCode());
    }

    /** What came of asking for the schema that a record was written with. */
    static KafkaException ofReading(String topic, int schemaId, Exception failure) {
        if (failure instanceof RestClientException answer && isNotFound(answer)) {
            return new UnreadableRecordException(
                    topic + ": the registry knows no schema " + schemaId + " (error " + answer.getErrorCode() + ")",
                    answer);
        }
        if (isForeignSchema(failure)) {
            return new UnreadableRecordException(topic + ": schema " + schemaId + " is not Avro", failure);
        }
        return unavailable(topic + ": schema " + schemaId, failure);
    }

    /** What came of asking for, or registering, the schema that a record is to be written with. */
    static KafkaException ofWriting(String subject, Exception failure) {
        if (failure instanceof RestClientException answer) {
            if (isNotFound(answer)) {
                return new SchemaRejectedException(subject + ": its schema is not registered", answer);
            }
            if (answer.getStatus() == INCOMPATIBLE || answer.getStatus() == 422) {
                return new SchemaRejectedException(
                        subject + ": the registry refuses its schema (error " + answer.getErrorCode() + ")", answer);
            }
        }
        return unavailable(subject, failure);
    }

    /** Whether a schema came that is of another kind; the client wraps what its parsers throw. */
    static boolean isForeignSchema(Exception failure) {
        return failure instanceof ForeignSchemaException || failure.getCause() instanceof ForeignSchemaException;
    }

    private static RegistryUnavailableException unavailable(String what, Exception failure) {
        String how = failure instanceof RestClientException answer
                ? "status " + answer.getStatus()
                : failure.getClass().getSimpleName();
        return new RegistryUnavailableException(what + ": the schema registry cannot be asked (" + how + ")", failure);
    }
}
