package io.promptyard.connector.http;

import io.promptyard.connector.Secret;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a call goes and as whom. Thread-safe; no method blocks. Closed by the connector that has it. */
public interface CallAddress extends AutoCloseable {

    URI endpoint(Dispatch dispatch);

    /** The dialect's own headers, credentials included: never printed. */
    Map<String, String> headers();

    /** The same where they depend on what is sent: a signature does. */
    default Map<String, String> headers(URI endpoint, Buffer body) {
        return headers();
    }

    /** What no failure may show; null for nothing. */
    default @Nullable Secret secret() {
        return null;
    }

    /** Why nothing can be called at present for want of a credential; null when all is well. */
    default @Nullable String missing() {
        return null;
    }

    /** The provider did not accept the credential of a call. */
    default void unauthorised() {
        // A key stays what it is.
    }

    @Override
    default void close() {
        // Nothing is held.
    }

    /** The same for every call; not for dialects with embeddings, which are elsewhere. */
    static CallAddress fixed(URI endpoint, Map<String, String> headers) {
        return fixed(endpoint, endpoint, headers);
    }

    /** One place for prompts and one for embeddings. */
    static CallAddress fixed(URI endpoint, URI embeddings, Map<String, String> headers) {
        Map<String, String> same = Map.copyOf(headers);
        return new CallAddress() {
            @Override
            public URI endpoint(Dispatch dispatch) {
                return dispatch.request().body() instanceof PromptContent.EmbeddingBody ? embeddings : endpoint;
            }

            @Override
            public Map<String, String> headers() {
                return same;
            }
        };
    }
}
