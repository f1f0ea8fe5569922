package io.promptyard.standalone.cli;

import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.KafkaSection;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which running system a command works on: flags over environment over the configuration, else where {@code up} is. */
final class ClusterOption {
    @Mixin
    private ConfigOption config;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "the broker (default: the configured one, or 127.0.0.1:9092)")
    private @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "its schema registry (default: the configured one, or http://127.0.0.1:8081)")
    private @Nullable String registry;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "of topics: the lane (default: the configured one, or promptyard.)")
    private @Nullable String prefix;

    /** An address, and the names of the topics there. */
    record Lane(ClusterAddress address, TopicNames topics) {}

    /** @throws CommandLine.ParameterException when the prefix cannot be one */
    Lane lane(CommandLine line) throws IOException {
        return of(line, config.load(Map.of()).kafka());
    }

    /** The same, where another file than that of {@code --config} says where the system is, unless there is one. */
    Lane lane(CommandLine line, KafkaSection otherwise) throws IOException {
        return config.isBuiltIn() ? of(line, otherwise) : lane(line);
    }

    /** The configuration as a candidate for that system: what is set only there may be missing. */
    LoadedConfig forOthers() throws IOException {
        return config.loadForOthers();
    }

    /** Whether no file was named. */
    boolean isBuiltIn() {
        return config.isBuiltIn();
    }

    /** The text of its file. */
    String configText() throws IOException {
        return config.text();
    }

    /** The configuration as a candidate that is to run here: it must be named, and be whole. */
    LoadedConfig forHere(CommandLine line) throws IOException {
        if (config.isBuiltIn()) {
            throw new CommandLine.ParameterException(line, "--config: must name the configuration that is tried");
        }
        return config.load(Map.of());
    }

    /** Where a candidate configuration says that the system is. */
    Lane lane(CommandLine line, LoadedConfig candidate) {
        return of(line, candidate.kafka());
    }

    private Lane of(CommandLine line, KafkaSection kafka) {
        String servers = first(bootstrap, kafka.bootstrap(), "127.0.0.1:" + kafka.port());
        String url = first(registry, kafka.registry(), "http://127.0.0.1:" + kafka.registryPort());
        try {
            TopicNames names = new TopicNames(prefix == null ? kafka.topicPrefix() : prefix);
            return new Lane(new ClusterAddress(servers, url, kafka.properties()), names);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--prefix: " + e.getMessage(), e);
        }
    }

    /** How labels of the log count there. */
    LearningConfig learning() throws IOException {
        return router().learning();
    }

    /** Models and prices, as configured. */
    ModelCatalogue catalogue() throws IOException {
        return router().catalogue();
    }

    /** What the router is told, as configured. */
    RouterConfig router() throws IOException {
        return config.load(Map.of()).router();
    }

    /** Who may stand in for whom, as configured. */
    Map<String, FallbackGroup> groups() throws IOException {
        return config.load(Map.of()).router().groups();
    }

    private static String first(@Nullable String flag, @Nullable String configured, String otherwise) {
        return flag != null ? flag : configured != null ? configured : otherwise;
    }
}
