package io.promptyard.standalone.broker;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One run of Kafka's server classes, put together as {@code KafkaRaftServer} does, but with our sockets and fault
 * handling, which that class does not let in. Not thread-safe: {@link EmbeddedBroker} guards it.
 */
final class KafkaNode {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final BoundListeners listeners;
    private final BrokerFaults faults;
    private final Metrics metrics;
    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(BoundListeners listeners, Path directory) {
        this.listeners = listeners;
        this.faults = new BrokerFaults();
        KafkaConfig config = new KafkaConfig(BrokerProperties.of(listeners, directory), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> state =
                KafkaRaftServer.initializeLogDirs(config, LOG, "[embedded] ");
        this.metrics = Server$.MODULE$.initializeMetrics(
                config, Time.SYSTEM, state._1().clusterId().orElseThrow());
        SharedServer shared = new SharedServer(
                config,
                state._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(
                        BrokerProperties.NODE_ID,
                        new InetSocketAddress(BrokerSettings.LOOPBACK, listeners.controllerPort()))),
                List.of(),
                faults,
                listeners.factory());
        this.broker = new BrokerServer(shared);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), state._2());
    }

    /** Returns when the broker is registered and serves clients. */
    void start() {
        try {
            controller.startup();
            broker.startup();
        } catch (RuntimeException e) {
            faults.beforeStart().filter(fault -> !fault.equals(e)).ifPresent(e::addSuppressed);
            throw e;
        }
        faults.started();
    }

    /** Leaves the cluster in good order: logs flushed and marked clean, so that the next start recovers nothing. */
    void stop(Duration controlledShutdown) {
        faults.stopping();
        attempt("broker", () -> broker.shutdown(controlledShutdown));
        attempt("controller", controller::shutdown);
        attempt("metrics", metrics::close);
        listeners.close();
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("The embedded broker's {} did not stop cleanly: {}", what, e.toString());
        }
    }
}
