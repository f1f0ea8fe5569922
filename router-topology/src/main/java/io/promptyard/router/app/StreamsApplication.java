package io.promptyard.router.app;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Streams application in this process. A stream thread that dies, of a registry that stays down for instance, is
 * replaced after a pause: its records are read again. Thread-safe.
 */
public final class StreamsApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 1_000;

    private final String id;
    private final KafkaStreams streams;

    public StreamsApplication(Topology topology, Properties properties, KafkaClientSupplier clients) {
        this.id = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        this.streams = new KafkaStreams(topology, properties, clients);
        streams.setUncaughtExceptionHandler(this::replace);
    }

    private StreamThreadExceptionResponse replace(Throwable cause) {
        LOG.error("{}: stream thread failed, replacing it: {}", id, cause.toString(), cause);
        try {
            Thread.sleep(PAUSE_MILLIS); // on the dying thread: a fault that stays must not spin
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    public String id() {
        return id;
    }

    /** For binders of meters. */
    public KafkaStreams streams() {
        return streams;
    }

    public void start() {
        streams.start();
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
