package io.promptyard.connector.http;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a provider's API is found under its configured base URL. */
public final class Endpoint {
    private static final String VERSION = "/v1";
    private static final Pattern ANY_VERSION = Pattern.compile("/v\\d+((alpha|beta)\\d*)?$");

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

    /**
     * The base URL for dialects whose paths begin with a version of some name, as Google's do: one that ends in
     * {@code /v1}, {@code /v1beta} or the like stays, any other gets {@code /version}.
     */
    public static URI withVersion(URI baseUrl, String version) {
        String base = path(baseUrl);
        return with(baseUrl, ANY_VERSION.matcher(base).find() ? base : base + "/" + version);
    }

    /** The base URL without the {@code /v1}, {@code /v2beta} or the like at its end, for dialects whose paths say all. */
    public static URI withoutVersion(URI baseUrl) {
        return with(baseUrl, ANY_VERSION.matcher(path(baseUrl)).replaceFirst(""));
    }

    /** {@code path} added to the base URL as it stands, and {@code query} to what the base URL's query says already. */
    public static URI added(URI baseUrl, String path, @Nullable String query) {
        URI with = with(baseUrl, path(baseUrl) + path);
        return query == null ? with : URI.create(with + (with.getRawQuery() == null ? "?" : "&") + query);
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
