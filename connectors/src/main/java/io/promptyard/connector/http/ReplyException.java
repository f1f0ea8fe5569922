package io.promptyard.connector.http;

import io.promptyard.model.outcome.FailureKind;
import org.jspecify.annotations.Nullable;

/** A reply that is no answer: unreadable, cut, or an error after all. Never leaves the connector. */
public final class ReplyException extends Exception {
    private final FailureKind kind;
    private final @Nullable String providerCode;
    private final @Nullable Long retryAfterMillis;

    private ReplyException(FailureKind kind, String message, ProviderError error) {
        super(message, null, false, false);
        this.kind = kind;
        this.providerCode = error.anyCode();
        this.retryAfterMillis = error.retryAfterMillis();
    }

    public static ReplyException malformed(String message) {
        return new ReplyException(FailureKind.MALFORMED_RESPONSE, message, ProviderError.NONE);
    }

    /** The provider said, after the status line, that it failed. */
    public static ReplyException reported(ProviderError error) {
        return new ReplyException(FailureClassifier.classify(null, error), error.describe(), error);
    }

    /** The provider said so by the status of its reply. */
    static ReplyException refused(int status, ProviderError error) {
        return new ReplyException(
                FailureClassifier.classify(status, error), "HTTP " + status + " " + error.describe(), error);
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

    /** What the body said of waiting; null when it said nothing. */
    @Nullable
    Long retryAfterMillis() {
        return retryAfterMillis;
    }
}
