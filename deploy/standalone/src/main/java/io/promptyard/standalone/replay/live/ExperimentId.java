package io.promptyard.standalone.replay.live;

import io.promptyard.topic.TopicNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names an experiment, its topics and applications, and its copies of prompts: a-z, 0-9 and '-'. */
public record ExperimentId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final String PREFIX = "experiments.";

    public ExperimentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be of a-z, 0-9 and '-', 60 at most (got \"" + value + "\")");
        }
    }

    /** @param chance a few characters of a-z and 0-9, so that two of one second differ */
    public static ExperimentId fresh(Instant now, String chance) {
        return new ExperimentId("exp-" + STAMP.format(now) + "-" + chance);
    }

    /** Those of the lane that it runs in: nobody else's, and no other lane of the recorded ones'. */
    public TopicNames lane(TopicNames recorded) {
        return new TopicNames(recorded.root() + PREFIX + value + ".");
    }

    /** Of {@code ReplayPlan}, one record. */
    static String plan(TopicNames lane) {
        return lane.prefix() + "plan";
    }

    /** Of {@code PromptRequest}: what is to be sent, in its order. */
    static String sample(TopicNames lane) {
        return lane.prefix() + "sample";
    }

    /** The id that a recorded prompt has here. */
    String of(String original) {
        return value + ":" + original;
    }

    /** The recorded prompt's own id. */
    String original(String id) {
        return id.substring(value.length() + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
