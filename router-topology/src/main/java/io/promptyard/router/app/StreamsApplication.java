package io.promptyard.router.app;

import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Streams application in this process. A stream thread that dies, of a registry that stays down for instance, is
 * replaced after a pause, and taken out of its group: its records are read again. Thread-safe.
 */
public final class StreamsApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 1_000;

    private final String id;
    private final Properties properties;
    private final KafkaClientSupplier clients;
    private final Supplier<KafkaStreams> maker;
    private volatile KafkaStreams streams;

    /** @param topology a new one at every call */
    public StreamsApplication(Supplier<Topology> topology, Properties properties, KafkaClientSupplier clients) {
        this.id = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        this.properties = properties;
        this.clients = clients;
        this.maker = () -> new KafkaStreams(topology.get(), properties, clients);
        this.streams = make();
    }

    private KafkaStreams make() {
        KafkaStreams made = maker.get();
        RestoreLog restores = new RestoreLog(id);
        made.setGlobalStateRestoreListener(restores);
        made.setStandbyUpdateListener(restores);
        made.setUncaughtExceptionHandler(this::replace);
        return made;
    }

    private StreamThreadExceptionResponse replace(Throwable cause) {
        LOG.error("{}: stream thread failed, replacing it: {}", id, cause.toString(), cause);
        try {
            Thread.sleep(PAUSE_MILLIS); // on the dying thread: a fault that stays must not spin
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // After the pause: who else is in the group rebalances at once, and then finds the new thread there.
        GroupMember.ofCurrentThread(properties).remove(properties, clients);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    public String id() {
        return id;
    }

    /** For binders of meters, once it is started. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Local state that cannot be opened is deleted and built again: all of it stands in the changelogs. */
    public synchronized void start() {
        try {
            streams.start();
        } catch (ProcessorStateException broken) {
            LOG.warn(
                    "{}: local state cannot be opened and is built again from its changelogs: {}",
                    id,
                    broken.toString());
            streams.close(CLOSE);
            streams.cleanUp();
            streams = make();
            streams.start();
        }
    }

    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Commits and stops; at most 20 seconds. */
    @Override
    public void close() {
        if (!streams.close(CLOSE)) {
            LOG.warn("{}: did not stop within {}", id, CLOSE);
        }
    }
}
