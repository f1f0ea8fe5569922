package io.promptyard.topic;

import io.promptyard.model.ProviderId;
import java.util.Objects;

/** Names of the public topics under one prefix; a lane is a prefix. docs/reference/topics.md has the table. */
public record TopicNames(String prefix) {
    public static final String DEFAULT_PREFIX = "promptyard.";

    public TopicNames {
        Objects.requireNonNull(prefix, "prefix");
        if (!prefix.matches("[A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "topic prefix: letters, digits, '.', '_' and '-' only (got \"" + prefix + "\")");
        }
    }

    public static TopicNames standard() {
        return new TopicNames(DEFAULT_PREFIX);
    }

    public String prompts() {
        return prefix + "prompts";
    }

    public String reroutes() {
        return prefix + "reroutes";
    }

    public String dispatch(ProviderId provider) {
        return prefix + "dispatch." + provider;
    }

    public String outcomes(ProviderId provider) {
        return prefix + "outcomes." + provider;
    }

    public String responses() {
        return prefix + "responses";
    }

    public String responseChunks() {
        return prefix + "response-chunks";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    public String cancellations() {
        return prefix + "cancellations";
    }

    public String decisions() {
        return prefix + "decisions";
    }

    public String attempts() {
        return prefix + "attempts";
    }

    public String spend() {
        return prefix + "spend";
    }

    public String providerHealth() {
        return prefix + "provider-health";
    }

    public String redrives() {
        return prefix + "redrives";
    }

    public String feedback() {
        return prefix + "feedback";
    }
}
