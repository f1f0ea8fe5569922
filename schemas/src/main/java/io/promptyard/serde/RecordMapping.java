package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a model record becomes an Avro record and back. {@code schema} is the generated class's own, which reading
 * resolves to; {@code published} is the same without Java's hints, which is what the registry gets to see: made once,
 * because the registry client looks ids up by it on every record.
 */
record RecordMapping<M, A extends SpecificRecord>(
        String name,
        Class<A> type,
        Schema schema,
        AvroSchema published,
        Function<M, A> toAvro,
        Function<A, M> toModel) {

    static <M, A extends SpecificRecord> RecordMapping<M, A> of(
            A blank, Class<A> type, Function<M, A> toAvro, Function<A, M> toModel) {
        Schema schema = blank.getSchema();
        AvroSchema published = new PublishedSchema(AvroSchemaUtils.getSchema(blank, false, false, true));
        return new RecordMapping<>(schema.getName(), type, schema, published, toAvro, toModel);
    }
}
