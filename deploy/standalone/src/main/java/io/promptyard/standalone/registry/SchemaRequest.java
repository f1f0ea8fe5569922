package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.promptyard.standalone.registry.StoredSchema.Reference;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a registration, a lookup or a compatibility check. */
record SchemaRequest(String schema, String schemaType, List<Reference> references) {

    /** @throws RegistryError when the body is not one */
    static SchemaRequest of(@Nullable Buffer body) {
        try {
            return of(new JsonObject(body == null ? Buffer.buffer() : body));
        } catch (DecodeException e) {
            throw RegistryError.badRequest("HTTP 400: the body is not a JSON object");
        } catch (ClassCastException | NullPointerException e) {
            throw RegistryError.badRequest("HTTP 400: a field of the body has the wrong type");
        }
    }

    private static SchemaRequest of(JsonObject body) {
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
