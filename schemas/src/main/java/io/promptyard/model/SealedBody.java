package io.promptyard.model;

import java.nio.ByteBuffer;
import java.util.Objects;

/** An encrypted body: reserved on the wire so that encryption breaks no reader. The buffer is read-only. */
public record SealedBody(String scheme, String keyId, ByteBuffer sealed) {
    public SealedBody {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(keyId, "keyId");
        sealed = sealed.asReadOnlyBuffer();
    }
}
