package io.promptyard.topic;

import io.promptyard.model.ProviderId;
import java.util.Objects;

/**
 * Names of the public topics of one lane. {@code root} is the prefix of all lanes; {@code lane} is empty for the lane
 * that has no prefix of its own. docs/reference/topics.md has the table.
 */
public record TopicNames(String root, String lane) {
    public static final String DEFAULT_PREFIX = "promptyard.";

    /** The lane whose topics stand right under the root. */
    public static final String DEFAULT_LANE = "default";

    public TopicNames {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(lane, "lane");
        if (!root.matches("[A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "topic prefix: letters, digits, '.', '_' and '-' only (got \"" + root + "\")");
        }
        if (!lane.matches("[a-z0-9-]*")) {
            throw new IllegalArgumentException("lane: a-z, 0-9 and '-' only (got \"" + lane + "\")");
        }
    }

    /** Those of the default lane. */
    public TopicNames(String prefix) {
        this(prefix, "");
    }

    /** Those of another lane under the same root. */
    public TopicNames ofLane(String name) {
        return new TopicNames(root, name.equals(DEFAULT_LANE) ? "" : name);
    }

    /** What every name begins with. */
    public String prefix() {
        return lane.isEmpty() ? root : root + lane + ".";
    }

    public static TopicNames standard() {
        return new TopicNames(DEFAULT_PREFIX);
    }

    public String prompts() {
        return prefix() + "prompts";
    }

    public String reroutes() {
        return prefix() + "reroutes";
    }

    public String dispatch(ProviderId provider) {
        return prefix() + "dispatch." + provider;
    }

    public String outcomes(ProviderId provider) {
        return prefix() + "outcomes." + provider;
    }

    public String responses() {
        return prefix() + "responses";
    }

    public String responseChunks() {
        return prefix() + "response-chunks";
    }

    public String deadLetters() {
        return prefix() + "dead-letters";
    }

    public String cancellations() {
        return prefix() + "cancellations";
    }

    public String decisions() {
        return prefix() + "decisions";
    }

    public String attempts() {
        return prefix() + "attempts";
    }

    /** One for all lanes: budgets are kept once. */
    public String spend() {
        return root + "spend";
    }

    public String providerHealth() {
        return prefix() + "provider-health";
    }

    public String redrives() {
        return prefix() + "redrives";
    }

    public String models() {
        return prefix() + "models";
    }

    /** One for all lanes: they are decided by the same configuration. */
    public String config() {
        return root + "config";
    }

    /** One for all lanes: a candidate is the whole policy. */
    public String experiments() {
        return root + "experiments";
    }

    /** One for all lanes. */
    public String reservations() {
        return root + "reservations";
    }

    /** One for all lanes: it is what budgets hold. */
    public String allowances() {
        return root + "allowances";
    }

    public String shadowResponses() {
        return prefix() + "shadow-responses";
    }

    public String feedback() {
        return prefix() + "feedback";
    }
}
