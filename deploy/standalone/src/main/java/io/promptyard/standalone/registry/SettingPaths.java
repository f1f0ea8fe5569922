package io.promptyard.standalone.registry;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.PUT;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.promptyard.standalone.registry.LogEntry.Mode;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** {@code /config} and {@code /mode}, for the registry and for one subject. */
final class SettingPaths {

    private static final String LEVEL = "compatibilityLevel";
    private static final String MODE = "mode";

    private final RegistryState state;
    private final SchemaWriter writer;

    SettingPaths(RegistryState state, SchemaWriter writer) {
        this.state = state;
        this.writer = writer;
    }

    void mount(Routes routes) {
        for (String scope : List.of("", "/:subject")) {
            routes.read("/config" + scope, this::level);
            routes.work(PUT, "/config" + scope, this::setLevel);
            routes.work(DELETE, "/config" + scope, this::removeLevel);
            routes.read("/mode" + scope, this::mode);
            routes.work(PUT, "/mode" + scope, this::setMode);
            routes.work(DELETE, "/mode" + scope, this::removeMode);
        }
    }

    private Object level(Exchange exchange) {
        String subject = exchange.subject();
        Optional<CompatibilityLevel> own = state.level(subject);
        if (own.isEmpty() && subject != null && !exchange.flag("defaultToGlobal")) {
            throw RegistryError.noSubjectCompatibility(subject);
        }
        return new JsonObject().put(LEVEL, state.effectiveLevel(subject).name());
    }

    private Object setLevel(Exchange exchange) {
        Object given = exchange.body().getValue("compatibility");
        CompatibilityLevel level = Arrays.stream(CompatibilityLevel.values())
                .filter(known -> known.name().equalsIgnoreCase(Objects.toString(given)))
                .findFirst()
                .orElseThrow(RegistryError::invalidCompatibility);
        writer.setLevel(exchange.subject(), level);
        return new JsonObject().put("compatibility", level.name());
    }

    private Object removeLevel(Exchange exchange) {
        String subject = exchange.subject();
        if (subject != null && state.level(subject).isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        JsonObject before =
                new JsonObject().put(LEVEL, state.effectiveLevel(subject).name());
        writer.setLevel(subject, null);
        return before;
    }

    private Object mode(Exchange exchange) {
        String subject = exchange.subject();
        if (subject != null && state.mode(subject).isEmpty() && !exchange.flag("defaultToGlobal")) {
            throw RegistryError.noSubjectMode(subject);
        }
        return new JsonObject().put(MODE, state.effectiveMode(subject).name());
    }

    private Object setMode(Exchange exchange) {
        String given = Objects.toString(exchange.body().getValue(MODE)).toUpperCase(Locale.ROOT);
        Mode mode = Arrays.stream(Mode.values())
                .filter(known -> known.name().equals(given))
                .findFirst()
                .orElseThrow(RegistryError::invalidMode);
        writer.setMode(exchange.subject(), mode);
        return new JsonObject().put(MODE, mode.name());
    }

    private Object removeMode(Exchange exchange) {
        String subject = exchange.subject();
        if (subject != null && state.mode(subject).isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        JsonObject before =
                new JsonObject().put(MODE, state.effectiveMode(subject).name());
        writer.setMode(subject, null);
        return before;
    }
}
