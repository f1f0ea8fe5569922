package io.promptyard.standalone.broker;

import io.promptyard.standalone.StartupException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this process. It keeps its state in {@link BrokerSettings#directory()}, so a broker started again
 * there, in this or another process and on the same or another port, has the same topics, records and offsets, also
 * after a {@code kill -9}.
 *
 * <p>Thread-safe. {@link #start()} and {@link #close()} block, are idempotent and may alternate. Whoever starts it
 * closes it, after its clients. It does not lock its directory against other processes:
 * {@link io.promptyard.standalone.DataDirectory} does.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** The largest record that the broker takes, in bytes, keys and headers included. */
    public static final int MAX_RECORD_BYTES = BrokerProperties.MAX_RECORD_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration CONTROLLED_SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final BrokerSettings settings;
    private @Nullable Running running;

    public EmbeddedBroker(BrokerSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns when the broker serves clients.
     *
     * @return this
     * @throws StartupException when the port is in use, the directory cannot be used, or Kafka does not come up
     */
    public synchronized EmbeddedBroker start() {
        if (running == null) {
            running = launch();
        }
        return this;
    }

    /** {@code host:port} for clients; the port is the real one where 0 was asked for. */
    public synchronized String bootstrapServers() {
        return started().bootstrapServers();
    }

    public synchronized int port() {
        return started().port();
    }

    /** Stops cleanly; gives up waiting after 30 seconds. */
    @Override
    public synchronized void close() {
        Running last = running;
        running = null;
        if (last != null) {
            stop(last.node());
        }
    }

    private Running started() {
        if (running == null) {
            throw new IllegalStateException("the embedded broker is not running");
        }
        return running;
    }

    private Running launch() {
        BoundListeners listeners = BoundListeners.bind(settings.host(), settings.port());
        KafkaNode node = null;
        try {
            BrokerStorage.format(settings.directory());
            node = new KafkaNode(listeners, settings.directory());
            node.start();
            return new Running(node, listeners.advertisedHost(), listeners.clientPort());
        } catch (StartupException e) {
            listeners.close();
            throw e;
        } catch (RuntimeException e) {
            if (node != null) {
                stop(node);
            }
            listeners.close();
            throw new StartupException.NotStarted("the embedded broker in " + settings.directory(), e);
        }
    }

    private static void stop(KafkaNode node) {
        FutureTask<@Nullable Void> stopping = new FutureTask<>(() -> node.stop(CONTROLLED_SHUTDOWN), null);
        Thread.ofPlatform().daemon().name("embedded-broker-stop").start(stopping);
        try {
            stopping.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The embedded broker has not stopped after {} s and is left behind", STOP.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("The embedded broker did not stop cleanly", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Running(KafkaNode node, String host, int port) {

        String bootstrapServers() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
