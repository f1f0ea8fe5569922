package io.promptyard.standalone.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.connector.health.HealthBoard;
import io.promptyard.gateway.ops.OpsPages;
import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderId;
import io.promptyard.router.metrics.HealthMetrics;
import io.promptyard.serde.RecordFields;
import java.time.Clock;
import java.util.Optional;

/** The one board of circuits and keys in this process, and its pages on the management port. */
final class HealthPart implements OpsPages {
    private static final String PAGE = "/providers";
    private static final String RESET = "/reset";

    private final HealthBoard board;
    private final String instance;
    private final Clock clock;

    HealthPart(Launch launch, MeterRegistry meters, Clock clock) {
        this.board = new HealthBoard(launch.config().health(), new HealthMetrics(meters));
        this.instance = launch.share().instance();
        this.clock = clock;
    }

    HealthBoard board() {
        return board;
    }

    /** {@code GET /providers} and {@code POST /providers/<provider>[/<model>]/reset}; a model's name may have slashes. */
    @Override
    public Optional<Page> answer(String method, String path) {
        if (path.equals(PAGE)) {
            return Optional.of(method.equals("GET") ? new Page(200, json()) : notAllowed("GET"));
        }
        if (!path.startsWith(PAGE + "/") || !path.endsWith(RESET) || path.length() <= PAGE.length() + RESET.length()) {
            return Optional.empty();
        }
        return Optional.of(
                method.equals("POST")
                        ? reset(path.substring(PAGE.length() + 1, path.length() - RESET.length()))
                        : notAllowed("POST"));
    }

    private static Page notAllowed(String method) {
        return new Page(405, "{\"status\":\"only " + method + " is allowed\"}");
    }

    private Page reset(String target) {
        int slash = target.indexOf('/');
        boolean found;
        try {
            found = board.reset(
                    new ProviderId(slash < 0 ? target : target.substring(0, slash)),
                    slash < 0 ? null : new ModelId(target.substring(slash + 1)),
                    clock.instant());
        } catch (IllegalArgumentException e) {
            found = false;
        }
        return found
                ? new Page(200, "{\"status\":\"reset\"}")
                : new Page(404, "{\"status\":\"this process has not called such a target\"}");
    }

    private String json() {
        try {
            return new JsonMapper()
                    .writeValueAsString(board.view(instance, clock.instant()).stream()
                            .map(RecordFields::of)
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and numbers are always JSON", e);
        }
    }
}
