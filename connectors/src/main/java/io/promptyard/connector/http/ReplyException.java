package io.promptyard.connector.http;

import io.promptyard.model.outcome.FailureKind;
import org.jspecify.annotations.Nullable;

/** A reply that is no answer: unreadable, cut, or an error after all. Never leaves the connector. */
public final class ReplyException extends Exception {
    private final FailureKind kind;
    private final @Nullable String providerCode;

    private ReplyException(FailureKind kind, String message, @Nullable String providerCode) {
        super(message, null, false, false);
        this.kind = kind;
        this.providerCode = providerCode;
    }

    public static ReplyException malformed(String message) {
        return new ReplyException(FailureKind.MALFORMED_RESPONSE, message, null);
    }

    /** The provider said, after the status line, that it failed. */
    public static ReplyException reported(ProviderError error) {
        return new ReplyException(FailureClassifier.classify(null, error), error.describe(), error.anyCode());
    }

    /** The provider said so by the status of its reply. */
    static ReplyException refused(int status, ProviderError error) {
        return new ReplyException(
                FailureClassifier.classify(status, error), "HTTP " + status + " " + error.describe(), error.anyCode());
    }

    FailureKind kind() {
        return kind;
    }

    String text() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }

    @Nullable
    String providerCode() {
        return providerCode;
    }
}
