package io.promptyard.standalone.registry;

import io.promptyard.standalone.registry.RegistryState.Visibility;
import io.promptyard.standalone.registry.StoredSchema.Content;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /schemas}, and what the registry says of itself. */
final class SchemaPaths {

    /** The release of the API that is spoken here, which clients take their features from. */
    private static final String API_VERSION = "7.9.5-promptyard";

    private final RegistryState state;
    private final String clusterId;

    SchemaPaths(RegistryState state, String clusterId) {
        this.state = state;
        this.clusterId = clusterId;
    }

    void mount(Routes routes) {
        routes.read("/", e -> new JsonObject());
        routes.read("/schemas", this::schemas);
        routes.read("/schemas/types", e -> new JsonArray().add("AVRO"));
        routes.read("/schemas/ids/:id", this::byId);
        routes.read("/schemas/ids/:id/schema", e -> content(e).schema());
        routes.read("/schemas/ids/:id/subjects", this::subjects);
        routes.read("/schemas/ids/:id/versions", this::versions);
        routes.read(
                "/v1/metadata/version",
                e -> new JsonObject().put("version", API_VERSION).put("commitId", ""));
        routes.read("/v1/metadata/id", this::metadataId);
        routes.read("/contexts", e -> new JsonArray().add("."));
    }

    private Object schemas(Exchange exchange) {
        String prefix = exchange.query("subjectPrefix", "");
        List<StoredSchema> found = state.all(exchange.visibility()).stream()
                .filter(schema -> schema.subject().startsWith(prefix))
                .toList();
        if (exchange.flag("latestOnly")) {
            Map<String, StoredSchema> latest = new LinkedHashMap<>();
            found.forEach(schema -> latest.put(schema.subject(), schema));
            found = List.copyOf(latest.values());
        }
        return new JsonArray(found.stream().map(LogCodec::json).toList());
    }

    private Object byId(Exchange exchange) {
        Content content = content(exchange);
        JsonObject reply = new JsonObject().put("schema", content.schema());
        if (!content.references().isEmpty()) {
            reply.put("references", LogCodec.json(content.references()));
        }
        return exchange.flag("fetchMaxId") ? reply.put("maxId", state.maxId()) : reply;
    }

    private Object subjects(Exchange exchange) {
        return new JsonArray(
                users(exchange).stream().map(StoredSchema::subject).distinct().toList());
    }

    private Object versions(Exchange exchange) {
        return new JsonArray(users(exchange).stream()
                .map(schema -> new JsonObject().put("subject", schema.subject()).put("version", schema.version()))
                .toList());
    }

    private Object metadataId(Exchange exchange) {
        JsonObject clusters =
                new JsonObject().put("kafka-cluster", clusterId).put("schema-registry-cluster", "promptyard");
        return new JsonObject()
                .put("id", "")
                .put("scope", new JsonObject().put("path", new JsonArray()).put("clusters", clusters));
    }

    private Content content(Exchange exchange) {
        int id = exchange.id();
        return state.content(id).orElseThrow(() -> RegistryError.idNotFound(id));
    }

    private List<StoredSchema> users(Exchange exchange) {
        content(exchange);
        int id = exchange.id();
        Visibility visibility = exchange.visibility();
        return state.all(visibility).stream()
                .filter(schema -> schema.id() == id)
                .toList();
    }
}
