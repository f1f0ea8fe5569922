package io.promptyard.standalone.rollout;

import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.published.PublishedTopic;
import io.promptyard.router.published.RecordPublisher;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.config.ConfigParts;
import io.promptyard.standalone.config.InvalidConfigException;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.config.PublishedOverFile;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is published of a running system's configuration, and what its instances say of theirs. For one thread; whoever opened
 * it closes it.
 */
public final class ConfigDesk implements AutoCloseable, PublishedTopic.Taker<ConfigEntry> {
    private static final int LARGEST = 1024 * 1024;

    private final SerdeFactory serdes;
    private final PublishedTopic<ConfigEntry> topic;
    private final RecordPublisher<ConfigEntry> publisher;
    private final Clock clock;
    private final SortedMap<String, Instance> instances = new TreeMap<>();
    private @Nullable ConfigEntry published;
    private long publishedAt = -1;

    private ConfigDesk(
            SerdeFactory serdes,
            PublishedTopic<ConfigEntry> topic,
            RecordPublisher<ConfigEntry> publisher,
            Clock clock) {
        this.serdes = serdes;
        this.topic = topic;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param names of any lane
     * @throws java.net.ConnectException when nobody answers there
     */
    public static ConfigDesk open(ClusterAddress cluster, TopicNames names, Clock clock) throws IOException {
        cluster.knock();
        SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        try {
            var config = RouterTopics.of(names, serdes).config();
            return new ConfigDesk(
                    serdes,
                    PublishedTopic.connect(cluster.client(Map.of()), config),
                    RecordPublisher.connect(cluster.client(Map.of()), config, LARGEST),
                    clock);
        } catch (RuntimeException e) {
            serdes.close();
            throw e;
        }
    }

    /** What stands in the topic; {@code published} null where nothing does: then each instance uses its own file. */
    public record State(@Nullable ConfigEntry published, List<Instance> instances) {
        public State {
            instances = List.copyOf(instances);
        }

        /** Of the instances those that still run, as far as can be told: who was killed could not take its word back. */
        public List<Instance> heard(Instant now) {
            return Instance.heard(instances, now);
        }
    }

    public State state() {
        topic.readToEnd(this);
        return new State(published, List.copyOf(instances.values()));
    }

    /**
     * Whether it can be applied to what runs now.
     *
     * @param liveOnly whether what needs a restart is left as it is
     * @throws InvalidConfigException with every reason why not
     */
    public void check(LoadedConfig config, boolean liveOnly) {
        List<ConfigProblem> problems = RestartCheck.problems(
                PublishedOverFile.restart(config), state().instances(), liveOnly, clock.instant());
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    public void publish(ConfigParts parts) {
        publisher.put(
                ConfigEntry.ACTIVE,
                ConfigEntry.published(parts.version(), clock.instant(), parts.live(), parts.sha256()));
    }

    /** Lets every instance go back to its own file. */
    public void withdraw() {
        publisher.put(ConfigEntry.ACTIVE, null);
    }

    /** Waits until every instance that is heard of has said what it makes of what was published, and no longer than so. */
    public State await(Duration most) {
        Instant until = clock.instant().plus(most);
        State state = state();
        while (state.heard(clock.instant()).stream().anyMatch(this::owesAWord)
                && clock.instant().isBefore(until)) {
            topic.poll(this); // waits for a moment when nothing has come
            state = state();
        }
        return state;
    }

    private boolean owesAWord(Instance instance) {
        String wanted = published == null ? "" : published.sha256();
        return !instance.follows(wanted) && !refuses(instance);
    }

    /** Whether the instance has refused what is published now. */
    public boolean refuses(Instance instance) {
        return instance.refused(publishedAt);
    }

    @Override
    public void take(String key, @Nullable ConfigEntry entry, long offset, Instant written) {
        if (key.equals(ConfigEntry.ACTIVE)) {
            published = entry;
            publishedAt = offset;
            return;
        }
        String name = ConfigEntry.instanceOf(key);
        if (name != null && entry == null) {
            instances.remove(name);
        } else if (name != null && entry != null) {
            instances.put(name, new Instance(name, entry, offset, written));
        }
    }

    /** What no instance can read either changes nothing. */
    @Override
    public void unreadable(String key, long offset, RuntimeException why) {}

    @Override
    public void close() {
        publisher.close();
        topic.close();
        serdes.close();
    }
}
