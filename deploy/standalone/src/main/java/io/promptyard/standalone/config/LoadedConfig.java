package io.promptyard.standalone.config;

import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Everything the configuration says, typed. {@code simulated} are the providers that ask for the simulator;
 * {@code keyless} those whose {@code api-key} comes out empty because the environment does not hold it, for which the
 * caller may start the simulator too. Printing it shows no secret. {@code parts} is
 * what can be said of it to others.
 */
public record LoadedConfig(
        RouterConfig router,
        SortedSet<ProviderId> simulated,
        SortedSet<ProviderId> keyless,
        SortedMap<String, LaneSection> lanes,
        GatewaySection gateway,
        KafkaSection kafka,
        ManagementSection management,
        ConfigParts parts) {

    /** Names the configuration by its content, built-in catalogue included. */
    public String version() {
        return router.version();
    }
}
