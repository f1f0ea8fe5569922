package io.promptyard.connector.http;

import java.net.URI;

/** Where a provider's API is found under its configured base URL. */
public final class Endpoint {
    private static final String VERSION = "/v1";

    private Endpoint() {}

    /**
     * For dialects whose base URL carries the version, as OpenAI's does: {@code path} is added to the base URL, with
     * {@code /v1} between them only when the base URL has no path at all. A query stays at the end.
     */
    public static URI below(URI baseUrl, String path) {
        String base = path(baseUrl);
        return with(baseUrl, (base.isEmpty() ? VERSION : base) + path);
    }

    /** For dialects whose paths carry the version, as Anthropic's do: the base URL may end in {@code /v1} or not. */
    public static URI versioned(URI baseUrl, String path) {
        String base = path(baseUrl);
        return with(baseUrl, (base.endsWith(VERSION) ? base : base + VERSION) + path);
    }

    private static String path(URI baseUrl) {
        String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        return path.replaceAll("/+$", "");
    }

    private static URI with(URI baseUrl, String path) {
        String query = baseUrl.getRawQuery() == null ? "" : "?" + baseUrl.getRawQuery();
        return URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() + path + query);
    }
}
