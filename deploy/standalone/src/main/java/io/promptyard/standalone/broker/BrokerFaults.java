package io.promptyard.standalone.broker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node does when Kafka finds its own state broken. While it starts, the fault is kept and the start fails with
 * it; once it runs, a fatal fault ends the process, as a broker process would, because a half-dead broker would
 * acknowledge nothing and stop nobody.
 */
final class BrokerFaults implements FaultHandlerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);

    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            RuntimeException fault = new IllegalStateException("Kafka, " + name + ": " + message, cause);
            first.compareAndSet(null, cause == null ? fault : cause);
            action.run();
            if (fatal && started.get()) {
                LOG.error("The embedded broker met a fatal fault and ends the process", fault);
                Exit.halt(1);
            } else if (started.get()) {
                LOG.error("The embedded broker met a fault", fault);
            }
            return fault;
        };
    }

    Optional<Throwable> beforeStart() {
        return Optional.ofNullable(first.get());
    }

    void started() {
        started.set(true);
    }

    void stopping() {
        started.set(false);
    }
}
