package io.promptyard.standalone.budgets;

import io.promptyard.model.Spend;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest state of each window of each budget. Kafka's and the registry's own exceptions come through. */
public final class SpendSheet {
    private SpendSheet() {}

    /**
     * By budget, the newest window first.
     *
     * @throws java.net.ConnectException when nobody answers there
     */
    public static List<Spend> read(ClusterAddress cluster, TopicNames names) throws IOException {
        cluster.knock();
        Map<String, Spend> newest = new HashMap<>();
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                TopicScan scan = TopicScan.of(cluster, names.spend())) {
            RouterTopics topics = RouterTopics.of(names, serdes);
            scan.forEach(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    newest.remove(key);
                } else {
                    newest.put(
                            key,
                            topics.spend().valueSerde().deserializer().deserialize(record.topic(), record.value()));
                }
            });
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(Spend::budget)
                        .thenComparing(Comparator.comparing(Spend::windowStart).reversed()))
                .toList();
    }
}
