package io.promptyard.connector.http;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Calls one provider over a pool of its own, as many connections as the provider may have open calls: HTTP/1.1 kept
 * alive, or HTTP/2 where an https server offers it. Redirects are not followed. Thread-safe; whoever made it closes it,
 * and calls still open then end as failures of kind {@code NETWORK}.
 */
public final class ProviderHttpClient implements AutoCloseable {
    /** A longer reply, in bytes, is taken for junk. */
    static final long MAX_REPLY_BYTES = 48L * 1024 * 1024;

    /** Shorter than what load balancers allow, so that it is seldom the server that closes first, under a request. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** What servers commonly allow on one HTTP/2 connection. */
    private static final int STREAMS_PER_CONNECTION = 100;

    private final Vertx vertx;
    private final HttpClient client;
    private final CallSettings settings;
    private final Set<HttpCall> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A client of the host at the provider's base URL. */
    public ProviderHttpClient(ProviderConfig config, ConnectorContext context) {
        this(config, context, List::of);
    }

    /** The same where no failure may show any of {@code secrets}, whatever they are at the time. */
    public ProviderHttpClient(ProviderConfig config, ConnectorContext context, Supplier<List<Secret>> secrets) {
        this(config, context, secrets, MAX_REPLY_BYTES);
    }

    ProviderHttpClient(
            ProviderConfig config, ConnectorContext context, Supplier<List<Secret>> secrets, long maxReplyBytes) {
        this.vertx = context.vertx();
        this.client = vertx.httpClientBuilder()
                .with(options(config))
                .with(pool(config))
                .build();
        this.settings = new CallSettings(config.timeouts(), maxReplyBytes, new FailureText(secrets), context.clock());
    }

    /** Starts a call; every way it can end is in its outcome. Any thread. */
    public ProviderCall start(CallRequest request, ReplyReader reader, ChunkSink chunks) {
        Context context = vertx.getOrCreateContext();
        HttpCall call = new HttpCall(
                vertx, context, client, settings.within(request.within()), request, reader, chunks, open::remove);
        open.add(call);
        if (closed) {
            call.close();
        } else {
            context.runOnContext(ignored -> call.begin());
        }
        return call;
    }

    /** A call that ended before it began: nothing was sent, so nothing was billed. */
    public static ProviderCall refused(FailureKind kind, String message) {
        return new EndedCall(
                new Failed(kind, FailureText.OPEN.of(message), null, null, null, 0, null, 0, TokenUsage.of(0, 0)));
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(HttpCall::close);
        client.close();
    }

    private static HttpClientOptions options(ProviderConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(millis(config))
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS);
        if ("https".equalsIgnoreCase(config.baseUrl().getScheme())) {
            options.setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
        }
        return options;
    }

    private static PoolOptions pool(ProviderConfig config) {
        int most = config.maxConcurrency();
        return new PoolOptions()
                .setHttp1MaxSize(most)
                .setHttp2MaxSize((most + STREAMS_PER_CONNECTION - 1) / STREAMS_PER_CONNECTION);
    }

    private static int millis(ProviderConfig config) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(1, config.timeouts().connect().toMillis()));
    }
}
