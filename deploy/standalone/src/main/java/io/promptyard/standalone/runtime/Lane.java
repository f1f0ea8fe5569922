package io.promptyard.standalone.runtime;

import io.promptyard.router.config.OnRestart;
import io.promptyard.topic.TopicNames;
import java.util.Objects;

/** A set of topics and applications of its own, with what it promises. */
public record Lane(TopicNames topics, boolean exactlyOnce, OnRestart onRestart) {
    public Lane {
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(onRestart, "onRestart");
    }

    /** The default lane under the standard prefix: at least once, open calls issued again after a restart. */
    public static Lane standard() {
        return new Lane(TopicNames.standard(), false, OnRestart.RETRY);
    }

    public String name() {
        return topics.lane().isEmpty() ? TopicNames.DEFAULT_LANE : topics.lane();
    }
}
