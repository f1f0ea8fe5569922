package io.promptyard.standalone.runtime;

import io.promptyard.standalone.StartupException;
import io.vertx.core.Future;
import java.net.BindException;

/** Turns a port that is taken into the one line that says so. */
final class Bind {
    private Bind() {}

    static <T> Future<T> failed(String what, Ports ports, int port, String flag, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return Future.failedFuture(new StartupException.PortInUse(what, ports.host(), port, flag, failure));
            }
        }
        return Future.failedFuture(failure);
    }
}
