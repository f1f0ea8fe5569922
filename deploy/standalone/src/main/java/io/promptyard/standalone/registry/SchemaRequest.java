package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.promptyard.standalone.registry.StoredSchema.Reference;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The body of a registration, a lookup or a compatibility check. */
record SchemaRequest(String schema, String schemaType, List<Reference> references) {

    static SchemaRequest of(JsonObject body) {
        if (body.getValue("metadata") != null || body.getValue("ruleSet") != null) {
            throw RegistryError.invalidSchema("metadata and rule sets are not supported by the embedded registry");
        }
        if (body.getValue("id") != null && body.getInteger("id") > 0) {
            throw RegistryError.notPermitted("Ids are chosen by the embedded registry: there is no import mode");
        }
        String schema = body.getString("schema");
        if (schema == null || schema.isBlank()) {
            throw RegistryError.invalidSchema("the schema is empty");
        }
        String type = body.getString("schemaType");
        return new SchemaRequest(
                schema, type == null ? AvroSchema.TYPE : type, LogCodec.references(body.getJsonArray("references")));
    }
}
