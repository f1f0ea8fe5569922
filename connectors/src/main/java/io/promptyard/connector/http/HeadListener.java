package io.promptyard.connector.http;

import io.vertx.core.MultiMap;

/** Told of the headers of each reply, whatever its status, on the call's event loop; must not throw. */
@FunctionalInterface
public interface HeadListener {
    HeadListener NONE = headers -> {};

    void heard(MultiMap headers);
}
