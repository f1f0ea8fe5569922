package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import io.promptyard.standalone.registry.RegistryState.Visibility;
import io.promptyard.standalone.registry.StoredSchema.Content;
import io.promptyard.standalone.registry.StoredSchema.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns schema texts into the client library's schemas, what they refer to included. Stateless but for the state it reads. */
final class SchemaParser {

    private final RegistryState state;

    SchemaParser(RegistryState state) {
        this.state = state;
    }

    /** A client's schema, checked as a new one. */
    AvroSchema parse(SchemaRequest request) {
        if (!request.schemaType().equals(AvroSchema.TYPE)) {
            throw RegistryError.invalidSchema(
                    "schema type " + request.schemaType() + " is not supported by the embedded registry, only AVRO is");
        }
        return parse(new Content(request.schema(), request.references()), true);
    }

    AvroSchema parse(StoredSchema schema) {
        return parse(schema.content(), false);
    }

    private AvroSchema parse(Content content, boolean isNew) {
        Map<String, String> resolved = new LinkedHashMap<>();
        resolve(content.references(), resolved);
        List<SchemaReference> references = content.references().stream()
                .map(reference -> new SchemaReference(reference.name(), reference.subject(), reference.version()))
                .toList();
        try {
            return new AvroSchema(content.schema(), references, resolved, null, null, null, isNew);
        } catch (RuntimeException e) {
            // The library refuses with many types: text behind a name, by a null pointer.
            throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
        }
    }

    /** Depth first, because the parser must know a type before another uses it. */
    private void resolve(List<Reference> references, Map<String, String> resolved) {
        for (Reference reference : references) {
            if (resolved.containsKey(reference.name())) {
                continue;
            }
            Content content = state.version(reference.subject(), reference.version(), Visibility.ALL)
                    .map(StoredSchema::content)
                    .orElseThrow(() -> RegistryError.invalidSchema("no schema for reference %s to version %d of %s"
                            .formatted(reference.name(), reference.version(), reference.subject())));
            resolve(content.references(), resolved);
            resolved.put(reference.name(), content.schema());
        }
    }

    /** The identity of a schema, as it is stored. */
    static Content content(AvroSchema schema) {
        return new Content(
                schema.canonicalString(),
                schema.references().stream()
                        .map(reference ->
                                new Reference(reference.getName(), reference.getSubject(), reference.getVersion()))
                        .toList());
    }
}
