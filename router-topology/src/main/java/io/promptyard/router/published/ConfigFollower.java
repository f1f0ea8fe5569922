package io.promptyard.router.published;

import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.metrics.ConfigMetrics;
import io.promptyard.router.metrics.ConfigMetrics.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what is published of the configuration in force, now and from now on: reads and checks it on a thread of its own, then
 * switches. What cannot be used is passed over, counted, logged and said; the last good one stays. Without anything published,
 * or when it is withdrawn, the process's own file holds.
 */
public final class ConfigFollower implements AutoCloseable, PublishedTopic.Taker<ConfigEntry> {
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFollower.class);
    private static final int MOST_WORDS = 4_000;

    private final PublishedTopic<ConfigEntry> topic;
    private final ConfigSource source;
    private final RouterConfig own;
    private final LiveConfig live;
    private final ConfigMetrics metrics;
    private final InstanceVoice voice;
    private final InstantSource clock;
    private String inForce = "";
    private @Nullable String refused;
    private boolean changed = true;
    private Instant saidAt = Instant.EPOCH;
    private Instant since;
    private @Nullable Following following;

    ConfigFollower(
            PublishedTopic<ConfigEntry> topic,
            ConfigSource source,
            LiveConfig live,
            ConfigMetrics metrics,
            InstanceVoice voice,
            InstantSource clock) {
        this.topic = topic;
        this.source = source;
        this.own = live.get();
        this.live = live;
        this.metrics = metrics;
        this.voice = voice;
        this.clock = clock;
        this.since = clock.instant();
    }

    /**
     * What is published already is in force when this returns. The follower closes topic and voice.
     *
     * @param live holds what the process was started with
     */
    public static ConfigFollower start(
            PublishedTopic<ConfigEntry> topic,
            ConfigSource source,
            LiveConfig live,
            ConfigMetrics metrics,
            InstanceVoice voice,
            InstantSource clock) {
        ConfigFollower follower = new ConfigFollower(topic, source, live, metrics, voice, clock);
        try {
            topic.readToEnd(follower);
            follower.speak();
        } catch (RuntimeException e) {
            topic.close();
            voice.close();
            throw e;
        }
        follower.following = Following.start("config-follower", topic, follower::round);
        return follower;
    }

    void round() {
        topic.poll(this);
        speak();
    }

    @Override
    public void take(String key, @Nullable ConfigEntry entry, long offset, Instant written) {
        if (!key.equals(ConfigEntry.ACTIVE)) {
            return;
        }
        if (entry == null) {
            backToOwn();
            return;
        }
        String sections = entry.sections();
        if (entry.format() != ConfigEntry.FORMAT) {
            refuse(Fault.NEWER, entry.version(), "its format is " + entry.format() + ", not " + ConfigEntry.FORMAT);
        } else if (sections == null || !Sha256.of(sections).equals(entry.sha256())) {
            refuse(Fault.CORRUPT, entry.version(), "its sections have another SHA-256 than it says");
        } else if (entry.sha256().equals(inForce)) {
            accepted();
        } else {
            read(entry.version(), sections, entry.sha256());
        }
    }

    @Override
    public void unreadable(String key, long offset, RuntimeException why) {
        if (key.equals(ConfigEntry.ACTIVE)) {
            refuse(
                    Fault.UNREADABLE,
                    "at offset " + offset,
                    "it is no record of ours: " + why.getClass().getSimpleName());
        }
    }

    private void read(String version, String sections, String sha256) {
        RouterConfig next;
        try {
            next = own.switchedTo(source.with(sections));
            if (!next.budgetKinds().equals(own.budgetKinds())) {
                throw new UnfitConfigException("ceilings: whether there are budgets at all changes with a restart alone"
                        + " (got " + next.budgetKinds() + ")");
            }
            live.use(next);
        } catch (UnfitConfigException e) {
            refuse(Fault.UNFIT, version, String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) { // of ours: whatever it is, what is in force stays
            LOG.error("configuration {} could not be taken", version, e);
            refuse(Fault.UNFIT, version, e.getClass().getSimpleName());
            return;
        }
        switched(next, sha256);
        LOG.info("the published configuration {} is in force, in the place of the file's", next.version());
    }

    private void backToOwn() {
        accepted();
        if (inForce.isEmpty()) {
            return;
        }
        live.use(own);
        switched(own, "");
        LOG.info("nothing is published any more: the file's configuration {} is in force", own.version());
    }

    private void switched(RouterConfig config, String sha256) {
        inForce = sha256;
        since = clock.instant();
        accepted();
        changed = true;
        metrics.switched(!sha256.isEmpty());
        LOG.debug("routes: {}", config.routes().size());
    }

    private void accepted() {
        changed = changed || refused != null;
        refused = null;
    }

    private void refuse(Fault fault, String version, String why) {
        metrics.ignored(fault);
        LOG.error(
                "the published configuration {} is not used, {} stays in force: {}",
                version,
                live.get().version(),
                why);
        String words = version + ": " + why;
        refused = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
        changed = true;
    }

    /** Once for a batch: who follows needs the last word alone. The same again each minute: who is killed cannot take its word back. */
    void speak() {
        Instant now = clock.instant();
        if (changed || !now.isBefore(saidAt.plus(AGAIN))) {
            changed = false;
            saidAt = now;
            voice.say(new ConfigEntry(
                    live.get().version(), since, ConfigEntry.FORMAT, null, inForce, source.restart(), refused));
        }
    }

    @Override
    public void close() {
        if (following != null) {
            following.close();
        }
        voice.close();
    }
}
