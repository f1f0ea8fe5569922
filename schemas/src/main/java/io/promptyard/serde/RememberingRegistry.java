package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's client, with the two answers that every record needs kept in plain maps. Its own caches drop the least
 * recently used and pay for the order at every hit, which was 4 % of the stream threads' time; what we keep is as many
 * answers as there are subjects and schema versions, and an id never comes to mean another schema.
 */
final class RememberingRegistry extends CachedSchemaRegistryClient {
    private final Map<String, Registered> registered = new ConcurrentHashMap<>();
    private final Map<Id, ParsedSchema> byId = new ConcurrentHashMap<>();

    private record Registered(ParsedSchema schema, boolean normalized, RegisterSchemaResponse response) {
        boolean is(ParsedSchema other, boolean otherNormalized) {
            return schema.equals(other) && normalized == otherNormalized;
        }
    }

    private record Id(String subject, int id) {}

    RememberingRegistry(List<String> urls, int capacity, List<SchemaProvider> kinds, Map<String, ?> settings) {
        super(urls, capacity, kinds, settings, Map.of());
    }

    @Override
    public RegisterSchemaResponse registerWithResponse(
            String subject, ParsedSchema schema, boolean normalize, boolean propagateSchemaTags)
            throws IOException, RestClientException {
        Registered known = registered.get(subject);
        if (known != null && known.is(schema, normalize)) {
            return known.response();
        }
        RegisterSchemaResponse response = super.registerWithResponse(subject, schema, normalize, propagateSchemaTags);
        registered.put(subject, new Registered(schema, normalize, response));
        return response;
    }

    @Override
    public ParsedSchema getSchemaBySubjectAndId(@Nullable String subject, int id)
            throws IOException, RestClientException {
        if (subject == null) {
            return super.getSchemaBySubjectAndId(null, id);
        }
        ParsedSchema known = byId.get(new Id(subject, id));
        if (known == null) {
            known = super.getSchemaBySubjectAndId(subject, id);
            byId.put(new Id(subject, id), known);
        }
        return known;
    }
}
