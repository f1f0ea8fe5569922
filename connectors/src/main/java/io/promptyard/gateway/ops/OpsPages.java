package io.promptyard.gateway.ops;

import java.util.Optional;

/** Pages of the management port beside those that are always there. Called on an event loop: must not wait. */
@FunctionalInterface
public interface OpsPages {
    OpsPages NONE = (method, path) -> Optional.empty();

    /** Empty when there is no such page. */
    Optional<Page> answer(String method, String path);

    /** A status and a body of JSON. */
    record Page(int status, String json) {}
}
