package io.promptyard.standalone.registry;

import io.promptyard.standalone.registry.RegistryState.Visibility;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** One request and its reply, in the registry's media type. */
final class Exchange {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final RoutingContext context;

    Exchange(RoutingContext context) {
        this.context = context;
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** Null where the path names no subject: the whole registry is meant. */
    @Nullable
    String subject() {
        return context.pathParam("subject");
    }

    int id() {
        try {
            return Integer.parseInt(path("id"));
        } catch (NumberFormatException e) {
            throw RegistryError.badRequest("HTTP 400: id must be a number (got " + path("id") + ")");
        }
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(query(name, "false"));
    }

    String query(String name, String otherwise) {
        String value = context.request().getParam(name);
        return value == null ? otherwise : value;
    }

    Visibility visibility() {
        return flag("deletedOnly") ? Visibility.DELETED : flag("deleted") ? Visibility.ALL : Visibility.LIVE;
    }

    JsonObject body() {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body == null) {
                throw RegistryError.badRequest("HTTP 400: a JSON body is needed");
            }
            return body;
        } catch (DecodeException | ClassCastException e) {
            throw RegistryError.badRequest("HTTP 400: the body is not a JSON object");
        }
    }

    SchemaRequest schema() {
        return SchemaRequest.of(context.body().buffer());
    }

    /** @param json a {@code JsonObject}, a {@code JsonArray}, or a text that is JSON already */
    void reply(Object json) {
        reply(200, json);
    }

    void reply(RegistryError error) {
        reply(error.status(), new JsonObject().put("error_code", error.code()).put("message", error.getMessage()));
    }

    private void reply(int status, Object json) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", MEDIA_TYPE)
                .end(json.toString());
    }
}
