package io.promptyard.standalone.config;

import io.promptyard.standalone.config.keys.Row;
import io.promptyard.standalone.config.keys.Table;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every key of the file, in the order of the reference. */
public final class ConfigKeys {
    public static final Table TOP = Table.of(
            ProvidersSection.PROVIDERS,
            ModelsSection.MODELS,
            TargetNames.ALIASES,
            GroupsSection.GROUPS,
            RoutesSection.ROUTES,
            CeilingsSection.CEILINGS,
            RetriesSection.RETRIES,
            WaitingSection.WAITING,
            HealthSection.HEALTH,
            LaneSection.LANES,
            ClassifierSection.CLASSIFIER,
            LearningSection.LEARNING,
            GatewaySection.GATEWAY,
            KafkaSection.KAFKA,
            ManagementSection.MANAGEMENT);

    private ConfigKeys() {}

    /** Every key of the file, where it stands in it. */
    public static List<Row> rows() {
        return Row.all(TOP);
    }

    /** Whether a running system switches it ({@code config apply}). */
    public static boolean isLive(Row row) {
        List<String> path = List.of(row.plain().split("\\.", -1));
        return ConfigParts.LIVE.contains(path.getFirst())
                || path.size() > 1
                        && path.getFirst().equals(LearningSection.LEARNING.name())
                        && ConfigParts.LIVE_OF_LEARNING.contains(path.get(1));
    }

    /** The paths of those keys that an environment variable goes before, by its name. */
    static SortedMap<String, String> variables() {
        SortedMap<String, String> variables = new TreeMap<>();
        rows().stream()
                .filter(row -> !row.key().draft().variable().isEmpty())
                .forEach(row -> variables.put(row.key().draft().variable(), row.path()));
        return variables;
    }
}
