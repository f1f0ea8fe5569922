package io.promptyard.connector.http;

import io.promptyard.model.Dispatch;
import java.net.URI;
import java.util.Map;

/** Where a call goes and as whom. Thread-safe; both methods return at once. */
public interface CallAddress {

    URI endpoint(Dispatch dispatch);

    /** The dialect's own headers, credentials included: never printed. */
    Map<String, String> headers();

    /** The same for every call. */
    static CallAddress fixed(URI endpoint, Map<String, String> headers) {
        Map<String, String> same = Map.copyOf(headers);
        return new CallAddress() {
            @Override
            public URI endpoint(Dispatch dispatch) {
                return endpoint;
            }

            @Override
            public Map<String, String> headers() {
                return same;
            }
        };
    }
}
