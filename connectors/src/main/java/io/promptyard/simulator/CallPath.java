package io.promptyard.simulator;

import java.util.Optional;

/** Where a request goes: {@code [/providers/<id>][/v1]<endpoint>}. */
record CallPath(String provider, String endpoint) {

    /** The provider tag of a path that names none. */
    static final String NO_PROVIDER = "default";

    private static final String PREFIX = "/providers/";
    private static final String VERSION = "/v1/";

    static Optional<CallPath> parse(String path) {
        var provider = NO_PROVIDER;
        var rest = path;
        if (path.startsWith(PREFIX)) {
            var end = path.indexOf('/', PREFIX.length());
            if (end <= PREFIX.length()) {
                return Optional.empty();
            }
            provider = path.substring(PREFIX.length(), end);
            rest = path.substring(end);
        }
        return Optional.of(
                new CallPath(provider, rest.startsWith(VERSION) ? rest.substring(VERSION.length() - 1) : rest));
    }
}
