package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SchemaProvider;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Stands for the kinds of schema that we do not read. Without it the client reports a JSON schema by the same exception
 * as a lost connection, and a record written with one would be waited for for ever.
 */
record ForeignSchemaProvider(String schemaType) implements SchemaProvider {
    static final List<SchemaProvider> ALL =
            List.of(new ForeignSchemaProvider("JSON"), new ForeignSchemaProvider("PROTOBUF"));

    /** The record's schema is not Avro. */
    static final class ForeignSchemaException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ForeignSchemaException(String schemaType) {
            super("the schema is of type " + schemaType + ", not AVRO");
        }
    }

    @Override
    public Optional<ParsedSchema> parseSchema(Schema schema, boolean isNew) {
        throw new ForeignSchemaException(schemaType);
    }

    @Override
    public Optional<ParsedSchema> parseSchema(Schema schema, boolean isNew, boolean normalize) {
        throw new ForeignSchemaException(schemaType);
    }

    @Override
    public ParsedSchema parseSchemaOrElseThrow(Schema schema, boolean isNew, boolean normalize) {
        throw new ForeignSchemaException(schemaType);
    }
}
