package io.promptyard.standalone.runtime;

import io.promptyard.model.ProviderId;
import io.promptyard.standalone.StartupException;
import io.promptyard.standalone.topics.TopicAdmin;
import io.promptyard.standalone.topics.TopicMismatch;
import io.promptyard.standalone.topics.WantedTopic;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics as they stand, with their partitions. */
record Topics(TopicNames names, Map<String, Integer> partitions) {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Sees to it that they stand before any application starts: created where we may, checked everywhere.
     *
     * @throws StartupException when one is missing, or a provider's two topics differ in partitions
     */
    static Topics ensure(String bootstrapServers, TopicNames names, Launch launch, boolean create) {
        List<WantedTopic> specs = new TopicCatalogue(names, launch.traffic().partitions())
                .topics(launch.config().providers().keySet()).stream()
                        .map(WantedTopic::of)
                        .toList();
        try (TopicAdmin admin =
                new TopicAdmin(bootstrapServers, launch.traffic().kafkaProperties(), PATIENCE)) {
            if (create) {
                LOG.debug("created topics {}", admin.createMissing(specs));
            }
            List<TopicMismatch> mismatches = admin.mismatches(specs);
            String missing = mismatches.stream()
                    .filter(mismatch -> mismatch.property().equals("topic"))
                    .map(TopicMismatch::topic)
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                throw new StartupException.TopicsUnfit(
                        "topics are missing: " + missing + ": create them, or start with --create-topics");
            }
            mismatches.forEach(mismatch -> LOG.warn("topic is not as wanted: {}", mismatch));
            Topics topics = new Topics(names, admin.partitions(specs));
            launch.config().providers().keySet().forEach(topics::checkCoPartitioned);
            return topics;
        }
    }

    /** Tasks of a provider's worker. */
    int tasks(ProviderId provider) {
        return partitions.get(names.dispatch(provider));
    }

    int promptPartitions() {
        return partitions.get(names.prompts());
    }

    /** Of the part of the router that decides. */
    int routerTasks() {
        return Math.max(promptPartitions(), partitions.get(names.reroutes()));
    }

    int replyPartitions() {
        return Math.min(partitions.get(names.responses()), partitions.get(names.responseChunks()));
    }

    private void checkCoPartitioned(ProviderId provider) {
        int outcomes = partitions.get(names.outcomes(provider));
        if (tasks(provider) != outcomes) {
            throw new StartupException.TopicsUnfit(names.outcomes(provider) + ": must have as many partitions as "
                    + names.dispatch(provider) + ", " + tasks(provider) + " (got " + outcomes + ")");
        }
    }
}
