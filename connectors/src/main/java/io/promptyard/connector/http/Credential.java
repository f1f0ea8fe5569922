package io.promptyard.connector.http;

import io.promptyard.connector.Secret;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** A key as it stands, a token that is read again and again, or nothing at all. Thread-safe; no method blocks. */
public final class Credential implements AutoCloseable {
    private final @Nullable Secret fixed;
    private final @Nullable RefreshedToken refreshed;

    private Credential(@Nullable Secret fixed, @Nullable RefreshedToken refreshed) {
        this.fixed = fixed;
        this.refreshed = refreshed;
    }

    public static Credential of(@Nullable Secret key, Vertx vertx) {
        return key == null || key.origin() == null
                ? new Credential(key, null)
                : new Credential(null, new RefreshedToken(vertx, key.origin()));
    }

    /** Whether it was read somewhere, and is a token for that. */
    public boolean isToken() {
        return refreshed != null;
    }

    public @Nullable Secret secret() {
        return refreshed == null ? fixed : refreshed.value();
    }

    /** Why there is none at present; null when there is one, or none was ever meant. */
    public @Nullable String missing() {
        return refreshed == null || refreshed.value() != null ? null : refreshed.state();
    }

    /** The provider did not accept it. */
    public void unauthorised() {
        if (refreshed != null) {
            refreshed.refresh();
        }
    }

    @Override
    public void close() {
        if (refreshed != null) {
            refreshed.close();
        }
    }
}
