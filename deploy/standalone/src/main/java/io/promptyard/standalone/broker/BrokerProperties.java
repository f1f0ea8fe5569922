package io.promptyard.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The node's Kafka settings: Kafka's defaults, but for one node that starts fast on two cores and holds our records. Values are text, which
 * Kafka reads as the type of each setting.
 */
final class BrokerProperties {

    static final int NODE_ID = 1;

    /** A request body is at most 32 MB; its record adds the envelope, and the batch its own. */
    static final int MAX_RECORD_BYTES = 40 * 1024 * 1024;

    private static final int BATCH_OVERHEAD_BYTES = 64 * 1024;
    private static final int MAX_BATCH_BYTES = MAX_RECORD_BYTES + BATCH_OVERHEAD_BYTES;
    private static final int MAX_REQUEST_BYTES = 4 * MAX_RECORD_BYTES;
    private static final int CLEANER_BUFFER_BYTES = 16 * 1024 * 1024;

    private BrokerProperties() {}

    static Map<String, String> of(BoundListeners listeners, Path directory) {
        Map<String, String> properties = new HashMap<>();
        node(properties, listeners, directory);
        sizes(properties);
        singleReplica(properties);
        threads(properties);
        quickStart(properties);
        return properties;
    }

    private static void node(Map<String, String> properties, BoundListeners listeners, Path directory) {
        String controller = BrokerSettings.LOOPBACK + ":" + listeners.controllerPort();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        // Static voters: the port is read from here at each start. Dynamic voters keep the endpoint in the metadata
        // log, so that a node restarted on another port could not find itself.
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.put("controller.listener.names", BoundListeners.CONTROLLER);
        properties.put("inter.broker.listener.name", BoundListeners.CLIENTS);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put(
                "listeners",
                "PLAINTEXT://" + bracketed(listeners.bindHost()) + ":" + listeners.clientPort() + ",CONTROLLER://"
                        + controller);
        properties.put(
                "advertised.listeners",
                "PLAINTEXT://" + bracketed(listeners.advertisedHost()) + ":" + listeners.clientPort());
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");
    }

    private static void sizes(Map<String, String> properties) {
        properties.put("message.max.bytes", String.valueOf(MAX_BATCH_BYTES));
        properties.put("replica.fetch.max.bytes", String.valueOf(MAX_BATCH_BYTES));
        properties.put("replica.fetch.response.max.bytes", String.valueOf(MAX_BATCH_BYTES));
        properties.put("socket.request.max.bytes", String.valueOf(MAX_REQUEST_BYTES));
    }

    private static void singleReplica(Map<String, String> properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "8");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        // Readers of committed records wait for a dead producer's transaction to be ended: looked for every 10 s by
        // default.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "2");
    }

    private static void threads(Map<String, String> properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("group.coordinator.threads", "1");
        properties.put("log.cleaner.threads", "1");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(CLEANER_BUFFER_BYTES));
    }

    private static void quickStart(Map<String, String> properties) {
        // Nobody else joins a group in the first seconds of a single process.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("server.max.startup.time.ms", "60000");
        // After a kill -9 the controller takes the dead broker for alive, and refuses the new one, for as long as a
        // session lasts: nine seconds by default. Shorter ones would fence a broker that is only short of processor.
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("broker.heartbeat.interval.ms", "500");
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
