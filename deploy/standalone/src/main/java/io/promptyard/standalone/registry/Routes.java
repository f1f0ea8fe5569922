package io.promptyard.standalone.registry;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's paths. Reads of the state are answered on the event loop; what parses schemas or writes runs on the
 * writer's one thread, so that registrations never race.
 */
final class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final long BODY_MAX_BYTES = 16L * 1024 * 1024;

    private final Vertx vertx;
    private final Executor writerThread;
    private final Router router;

    private Routes(Vertx vertx, Executor writerThread) {
        this.vertx = vertx;
        this.writerThread = writerThread;
        this.router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_MAX_BYTES));
        for (int status : new int[] {400, 404, 405, 413, 415}) {
            router.errorHandler(status, context -> new Exchange(context).reply(RegistryError.http(status)));
        }
        router.errorHandler(500, context -> fail(context, context.failure()));
    }

    static Router of(
            Vertx vertx,
            Executor writerThread,
            RegistryState state,
            SchemaWriter writer,
            SchemaRemover remover,
            String clusterId) {
        Routes routes = new Routes(vertx, writerThread);
        new SubjectPaths(state, writer, remover).mount(routes);
        new SchemaPaths(state, clusterId).mount(routes);
        new SettingPaths(state, writer).mount(routes);
        return routes.router;
    }

    /** Answers from memory, on the event loop. */
    void read(String path, Function<Exchange, Object> answer) {
        router.get(path).handler(context -> {
            Exchange exchange = new Exchange(context);
            try {
                exchange.reply(answer.apply(exchange));
            } catch (RuntimeException e) {
                fail(context, e);
            }
        });
    }

    /** Answers from the writer's thread. */
    void work(HttpMethod method, String path, Function<Exchange, Object> answer) {
        router.route(method, path).handler(context -> {
            Exchange exchange = new Exchange(context);
            Context eventLoop = vertx.getOrCreateContext();
            Future.fromCompletionStage(
                            CompletableFuture.supplyAsync(() -> answer.apply(exchange), writerThread), eventLoop)
                    .onComplete(exchange::reply, failure -> fail(context, failure));
        });
    }

    private static void fail(RoutingContext context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RegistryError error) {
            new Exchange(context).reply(error);
        } else {
            LOG.error("Registry request failed", cause);
            new Exchange(context).reply(RegistryError.http(500));
        }
    }
}
