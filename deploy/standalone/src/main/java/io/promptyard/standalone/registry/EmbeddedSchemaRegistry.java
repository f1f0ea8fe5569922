package io.promptyard.standalone.registry;

import io.promptyard.standalone.StartupException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry in this process, for the real Confluent clients. Its schemas stand in a topic of the broker it was
 * given, so ids are the same after a restart; it serves only when that topic has been read to its end.
 *
 * <p>Thread-safe. Whoever starts it closes it, before the broker. It must be the topic's only writer.
 */
public final class EmbeddedSchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSchemaRegistry.class);
    private static final String NAME = "the embedded schema registry";

    private final Vertx vertx;
    private final HttpServer server;
    private final SchemaLog log;
    private final ExecutorService writerThread;
    private final String host;

    private EmbeddedSchemaRegistry(
            Vertx vertx, HttpServer server, SchemaLog log, ExecutorService writerThread, String host) {
        this.vertx = vertx;
        this.server = server;
        this.log = log;
        this.writerThread = writerThread;
        this.host = host;
    }

    /** Completes when the registry serves; fails with a {@link StartupException}. */
    public static Future<EmbeddedSchemaRegistry> start(Vertx vertx, RegistrySettings settings) {
        ExecutorService writerThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("registry-writer").factory());
        RegistryState state = new RegistryState();
        return on(vertx, writerThread, () -> SchemaLog.open(settings, state::apply))
                .recover(failure -> Future.failedFuture(new StartupException.NotStarted(NAME, unwrapped(failure))))
                .compose(log -> serve(vertx, settings, state, log, writerThread)
                        .recover(failure -> on(vertx, writerThread, () -> closed(log))
                                .transform(ignored -> Future.failedFuture(failure))))
                .onFailure(failure -> writerThread.shutdown());
    }

    /** The base URL for clients, without a slash at its end. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    public int port() {
        return server.actualPort();
    }

    /** Stops serving, then lets go of the broker. Idempotent; never fails. */
    public Future<Void> close() {
        if (writerThread.isShutdown()) {
            return Future.succeededFuture();
        }
        Future<Void> served = server.close().recover(failure -> Future.succeededFuture());
        return served.compose(ignored -> {
            Future<SchemaLog> closing = on(vertx, writerThread, () -> closed(log));
            writerThread.shutdown();
            return closing.onFailure(failure -> LOG.warn("The registry was not closed cleanly: {}", failure.toString()))
                    .<Void>mapEmpty()
                    .recover(failure -> Future.succeededFuture());
        });
    }

    private static Future<EmbeddedSchemaRegistry> serve(
            Vertx vertx, RegistrySettings settings, RegistryState state, SchemaLog log, ExecutorService writerThread) {
        SchemaWriter writer = new SchemaWriter(state, log);
        SchemaRemover remover = new SchemaRemover(state, log);
        return vertx.createHttpServer()
                .requestHandler(Routes.of(vertx, writerThread, state, writer, remover, log.clusterId()))
                .listen(settings.port(), settings.host())
                .map(server -> new EmbeddedSchemaRegistry(vertx, server, log, writerThread, settings.host()))
                .recover(failure -> Future.failedFuture(refusal(settings, failure)));
    }

    private static StartupException refusal(RegistrySettings settings, Throwable failure) {
        return failure instanceof BindException
                        && String.valueOf(failure.getMessage()).contains("in use")
                ? new StartupException.PortInUse(NAME, settings.host(), settings.port(), "--registry-port", failure)
                : new StartupException.AddressUnusable(NAME, settings.host(), settings.port(), failure);
    }

    private static SchemaLog closed(SchemaLog log) {
        log.close();
        return log;
    }

    private static <T> Future<T> on(Vertx vertx, ExecutorService thread, Callable<T> step) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return step.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                thread);
        return Future.fromCompletionStage(result, vertx.getOrCreateContext());
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
