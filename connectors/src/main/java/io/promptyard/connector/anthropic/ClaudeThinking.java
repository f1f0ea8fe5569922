package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Claude takes, by its name: how it is told how much to think, and what it refuses of a conversation. What becomes of OpenAI's {@code reasoning_effort} wherever the model
 * is served. After Anthropic's pages "Thinking", "Effort" and "Adaptive thinking", and AWS' page of the last; models that are
 * not listed there go by their version. Immutable.
 *
 * @param version major times 100 and minor: 405 for 4.5; 0 for what is no Claude that thinks
 * @param always whether it cannot be kept from thinking
 * @param refusesForcedTools whether the API refuses that a tool must be called
 */
public record ClaudeThinking(int version, boolean opus, boolean always, boolean refusesForcedTools) {
    /** The least that the API takes for a budget. */
    public static final int LEAST_BUDGET = 1_024;

    private static final int FIRST_THAT_THINKS = 307;
    private static final int FIRST_WITH_EFFORT = 405;
    private static final int FIRST_ADAPTIVE = 406;
    private static final int FIRST_WITHOUT_SAMPLING = 407;
    private static final int FIRST_THAT_THINKS_UNASKED = 500;
    private static final int FIRST_ALWAYS = 505;
    private static final int FIRST_NAMED_UNFORCED = 501;
    private static final Set<String> ALWAYS = Set.of("fable", "mythos");
    private static final Pattern NAME = Pattern.compile(
            "claude-(?:(?<family>[a-z]+)(?:-|$))?(?:(?<major>\\d{1,2})(?!\\d)(?:[-.](?<minor>\\d{1,2})(?!\\d))?)?");

    /**
     * What to say of thinking: fields of the Messages API. Both null where the effort is said by saying nothing.
     *
     * @param told whether the effort could be said
     */
    public record Plan(
            @Nullable ObjectNode thinking, @Nullable String effort, boolean told) {
        static final Plan NOTHING = new Plan(null, null, true);
        static final Plan LEFT_OUT = new Plan(null, null, false);

        /** Whether the model thinks by it. */
        public boolean thinks() {
            return thinking != null && !"disabled".equals(thinking.path("type").textValue());
        }
    }

    /** Of a model by its name, prefixes of regions and vendors before it included. */
    public static ClaudeThinking of(String model) {
        Matcher matcher = NAME.matcher(model);
        if (!matcher.find()) {
            return new ClaudeThinking(0, false, false, false);
        }
        String family = matcher.group("family") == null ? "" : matcher.group("family");
        boolean named = ALWAYS.contains(family);
        int major = matcher.group("major") == null ? 0 : Integer.parseInt(matcher.group("major"));
        int minor = matcher.group("minor") == null ? 0 : Integer.parseInt(matcher.group("minor"));
        int version = named ? Math.max(FIRST_THAT_THINKS_UNASKED, major * 100 + minor) : major * 100 + minor;
        boolean always = named || (version >= FIRST_ALWAYS && !family.equals("haiku"));
        boolean opus = family.equals("opus");
        boolean unforced = (opus && version >= FIRST_ALWAYS) || (named && version >= FIRST_NAMED_UNFORCED);
        return new ClaudeThinking(version >= FIRST_THAT_THINKS ? version : 0, opus, always, unforced);
    }

    public boolean canThink() {
        return version > 0;
    }

    /** Whether the API refuses to go on with an answer that is begun. */
    public boolean refusesPrefill() {
        return version >= FIRST_ADAPTIVE;
    }

    /** Whether the API refuses temperature, top_p and top_k, thinking or not. */
    public boolean refusesSampling() {
        return version >= FIRST_WITHOUT_SAMPLING;
    }

    /**
     * What to say for an effort.
     *
     * @param limit of output, thoughts included; null where the model's own holds
     * @param fixed whether the conversation permits no budget: a tool must be called, an answer is begun already, or calls stand
     *     open that came without thoughts
     */
    public Plan plan(String effort, @Nullable Integer limit, boolean fixed) throws PromptRejectedException {
        if (!canThink()) {
            return Plan.LEFT_OUT;
        }
        int budget = budget(effort);
        if (budget == 0) {
            return quiet();
        }
        String level = level(effort);
        if (version >= FIRST_ADAPTIVE) {
            return new Plan(WireJson.object().put("type", "adaptive"), level, true);
        }
        int most = limit == null ? budget : Math.min(budget, limit / 2);
        boolean fits = !fixed && most >= LEAST_BUDGET;
        ObjectNode thinking = fits ? WireJson.object().put("type", "enabled").put("budget_tokens", most) : null;
        return new Plan(thinking, level, fits || level != null);
    }

    private Plan quiet() {
        if (always) {
            return new Plan(null, "low", true);
        }
        boolean unasked = version >= FIRST_THAT_THINKS_UNASKED;
        return unasked ? new Plan(WireJson.object().put("type", "disabled"), null, true) : Plan.NOTHING;
    }

    /** In tokens, as for models of Gemini's that take a budget; 0 for none. */
    private static int budget(String effort) throws PromptRejectedException {
        return switch (effort) {
            case "none" -> 0;
            case "minimal", "low" -> LEAST_BUDGET;
            case "medium" -> 8_192;
            case "high", "xhigh", "max" -> 24_576;
            default ->
                throw new PromptRejectedException(
                        "reasoning_effort: must be none, minimal, low, medium, high, xhigh or max");
        };
    }

    /** The nearest level that the model has, rather less than more; null for models without. */
    private @Nullable String level(String effort) {
        if (version < FIRST_WITH_EFFORT || (version == FIRST_WITH_EFFORT && !opus)) {
            return null;
        }
        return switch (effort) {
            case "minimal" -> "low";
            case "xhigh" -> version >= FIRST_WITHOUT_SAMPLING ? "xhigh" : "high";
            case "max" -> version >= FIRST_ADAPTIVE ? "max" : "high";
            default -> effort;
        };
    }
}
