package io.promptyard.standalone.registry;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.POST;

import io.promptyard.standalone.registry.RegistryState.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code /subjects} and {@code /compatibility}. */
final class SubjectPaths {

    private static final String ALL_CONTEXTS = ":*:";

    private final RegistryState state;
    private final SchemaWriter writer;
    private final SchemaRemover remover;

    SubjectPaths(RegistryState state, SchemaWriter writer, SchemaRemover remover) {
        this.state = state;
        this.writer = writer;
        this.remover = remover;
    }

    void mount(Routes routes) {
        routes.read("/subjects", this::subjects);
        routes.read("/subjects/:subject/versions", this::versions);
        routes.read("/subjects/:subject/versions/:version", e -> LogCodec.json(version(e, e.visibility())));
        routes.read(
                "/subjects/:subject/versions/:version/schema",
                e -> version(e, e.visibility()).content().schema());
        routes.read("/subjects/:subject/versions/:version/referencedby", this::referencedBy);
        routes.work(POST, "/subjects/:subject/versions", this::register);
        routes.work(POST, "/subjects/:subject", this::lookUp);
        routes.work(
                DELETE,
                "/subjects/:subject",
                e -> new JsonArray(remover.deleteSubject(e.path("subject"), e.flag("permanent"))));
        routes.work(DELETE, "/subjects/:subject/versions/:version", this::deleteVersion);
        routes.work(POST, "/compatibility/subjects/:subject/versions", e -> compatibility(e, live(e)));
        routes.work(POST, "/compatibility/subjects/:subject/versions/:version", e -> compatibility(e, one(e)));
    }

    private Object subjects(Exchange exchange) {
        String prefix = exchange.query("subjectPrefix", ALL_CONTEXTS);
        return new JsonArray(state.all(exchange.visibility()).stream()
                .map(StoredSchema::subject)
                .distinct()
                .filter(subject -> prefix.equals(ALL_CONTEXTS) || subject.startsWith(prefix))
                .toList());
    }

    private Object versions(Exchange exchange) {
        String subject = exchange.path("subject");
        List<StoredSchema> versions = state.versions(subject, exchange.visibility());
        if (versions.isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        return new JsonArray(versions.stream().map(StoredSchema::version).toList());
    }

    private Object referencedBy(Exchange exchange) {
        StoredSchema referenced = version(exchange, Visibility.ALL);
        return new JsonArray(state.referencing(referenced.subject(), referenced.version()).stream()
                .filter(Visibility.LIVE::shows)
                .map(StoredSchema::id)
                .distinct()
                .toList());
    }

    private Object register(Exchange exchange) {
        StoredSchema registered =
                writer.register(exchange.path("subject"), exchange.schema(), exchange.flag("normalize"));
        return new JsonObject().put("id", registered.id());
    }

    private Object lookUp(Exchange exchange) {
        return LogCodec.json(writer.lookUp(
                exchange.path("subject"), exchange.schema(), exchange.flag("normalize"), exchange.visibility()));
    }

    private Object deleteVersion(Exchange exchange) {
        StoredSchema schema =
                version(exchange, exchange.flag("permanent") ? Visibility.ALL : Visibility.LIVE, Visibility.ALL);
        remover.deleteVersion(schema, exchange.flag("permanent"));
        return schema.version();
    }

    private Object compatibility(Exchange exchange, List<StoredSchema> earlier) {
        List<String> why = writer.incompatibilities(
                exchange.path("subject"), exchange.schema(), exchange.flag("normalize"), earlier);
        JsonObject reply = new JsonObject().put("is_compatible", why.isEmpty());
        return exchange.flag("verbose") ? reply.put("messages", new JsonArray(why)) : reply;
    }

    private List<StoredSchema> live(Exchange exchange) {
        return state.versions(exchange.path("subject"), Visibility.LIVE);
    }

    /** A first schema is compatible with the latest of none, but not with a version that is not there. */
    private List<StoredSchema> one(Exchange exchange) {
        VersionId id = VersionId.parse(exchange.path("version"));
        if (id.isLatest()) {
            return id.find(state, exchange.path("subject"), Visibility.LIVE).stream()
                    .toList();
        }
        return List.of(id.require(state, exchange.path("subject"), Visibility.LIVE));
    }

    private StoredSchema version(Exchange exchange, Visibility visibility) {
        return VersionId.parse(exchange.path("version")).require(state, exchange.path("subject"), visibility);
    }

    /** The latest among the first kind, or a number among the second, so that a version deleted twice is told apart. */
    private StoredSchema version(Exchange exchange, Visibility ofLatest, Visibility ofNumber) {
        boolean latest = VersionId.parse(exchange.path("version")).isLatest();
        return version(exchange, latest ? ofLatest : ofNumber);
    }
}
