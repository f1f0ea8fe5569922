package io.promptyard.standalone.replay;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.util.function.Consumer;

/** A lane's attempts, from the first that the broker still has to the last of now. In no group, so it disturbs no one. */
public final class AttemptLog {
    private AttemptLog() {}

    /**
     * Hands on each record, in order within a partition: those of one request in the order in which they were made. Kafka's
     * and the registry's own exceptions come through.
     *
     * @return how many records could not be read and were passed over
     * @throws java.net.ConnectException when nobody answers there
     */
    public static long read(ClusterAddress cluster, TopicNames names, Consumer<ProviderAttempt> reader)
            throws IOException {
        cluster.knock();
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                TopicScan scan = TopicScan.of(cluster, names.attempts())) {
            return scan.forEach(RouterTopics.of(names, serdes).attempts(), (id, attempt) -> reader.accept(attempt));
        }
    }
}
