package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.avro.Schema;

/**
 * A schema as the registry gets to see it. Apicurio 3.3 cannot tell what kind of schema a text is when the value
 * <code>"{}"</code>, our default of every {@code extra}, stands in it literally (error 42201), and takes the same
 * value with its braces escaped. Both are one and the same to every JSON parser.
 */
final class PublishedSchema extends AvroSchema {
    private final String text;

    PublishedSchema(Schema schema) {
        super(schema);
        this.text = schema.toString().replace("\"{}\"", "\"\\u007b\\u007d\"");
    }

    @Override
    public String canonicalString() {
        return text;
    }
}
