package io.promptyard.standalone;

import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.broker.EmbeddedBroker;
import io.promptyard.standalone.registry.EmbeddedSchemaRegistry;
import io.promptyard.standalone.registry.RegistrySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker and schema registry in this process, over one data directory: what {@code up} runs without
 * {@code --bootstrap}, and what tests, the demo and benchmarks run on.
 *
 * <p>Starting and closing block, and must not be called from an event loop. Thread-safe. Whoever starts it closes it,
 * after all clients of it.
 */
public final class EmbeddedPlatform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPlatform.class);
    private static final long PATIENCE_SECONDS = 60;

    private final EmbeddedBroker broker;
    private final EmbeddedSchemaRegistry registry;
    private final Deque<AutoCloseable> parts;

    private EmbeddedPlatform(EmbeddedBroker broker, EmbeddedSchemaRegistry registry, Deque<AutoCloseable> parts) {
        this.broker = broker;
        this.registry = registry;
        this.parts = parts;
    }

    /**
     * Starts on the directory and takes it over: it is closed with the platform, and also when the start fails.
     *
     * @param vertx runs the registry's server; not closed here
     * @throws StartupException when a port, the directory or a part is not to be had; nothing is left running then
     */
    public static EmbeddedPlatform start(Vertx vertx, PlatformSettings settings, DataDirectory directory) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        parts.push(directory);
        return start(vertx, settings, directory, parts);
    }

    /** Ephemeral ports on loopback, a temporary directory that is deleted on close, and a Vert.x of its own. */
    public static EmbeddedPlatform temporary() {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        DataDirectory directory = DataDirectory.temporary();
        parts.push(directory);
        Vertx vertx = Vertx.vertx();
        parts.push(() -> await(vertx.close()));
        return start(vertx, PlatformSettings.ephemeral(), directory, parts);
    }

    /** {@code host:port} of the broker. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The registry's base URL, without a slash at its end. */
    public String registryUrl() {
        return registry.url();
    }

    /** Closes the registry, the broker, and the directory, in this order. Idempotent. */
    @Override
    public void close() {
        close(parts);
    }

    private static EmbeddedPlatform start(
            Vertx vertx, PlatformSettings settings, DataDirectory directory, Deque<AutoCloseable> parts) {
        try {
            EmbeddedBroker broker =
                    new EmbeddedBroker(new BrokerSettings(settings.host(), settings.kafkaPort(), directory.kafka()));
            parts.push(broker);
            broker.start();
            EmbeddedSchemaRegistry registry = await(EmbeddedSchemaRegistry.start(
                    vertx, new RegistrySettings(settings.host(), settings.registryPort(), broker.bootstrapServers())));
            parts.push(() -> await(registry.close()));
            return new EmbeddedPlatform(broker, registry, parts);
        } catch (RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private static void close(Deque<AutoCloseable> parts) {
        synchronized (parts) {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    LOG.warn("A part of the embedded platform was not closed cleanly: {}", e.toString());
                }
            }
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new StartupException.NotStarted("the embedded platform", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
