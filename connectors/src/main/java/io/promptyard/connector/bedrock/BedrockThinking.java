package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.anthropic.ClaudeThinking;
import io.promptyard.connector.anthropic.OpenTurn;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.PromptBody;

/**
 * {@code reasoning_effort} as the model's own fields of {@code additionalModelRequestFields}: a Claude's, as Anthropic has
 * them, and OpenAI's open weights', which know it by its name. Stateless.
 */
final class BedrockThinking {
    /** Opus 4.5's effort is a beta over there, and wants to be asked for by a header of its own. */
    private static final int FIRST_WITH_EFFORT = 406;

    /** Before it, no thinking over there where a tool must be called; Anthropic's own API permits it. */
    private static final int FIRST_THAT_THINKS_FORCED = 408;

    private BedrockThinking() {}

    /**
     * Adds to {@code more}, in which what the client says in the API's own words stands and holds.
     *
     * @return whether the model takes no temperature, top_p and top_k with it
     */
    static boolean add(ObjectNode more, String model, PromptBody body, Unsupported unsupported)
            throws PromptRejectedException {
        String effort = body.sampling().reasoningEffort();
        ClaudeThinking claude = ClaudeThinking.of(model);
        if (effort != null) {
            boolean own =
                    more.has("thinking") || more.path("output_config").has("effort") || more.has("reasoning_effort");
            boolean told =
                    !own && (claude.canThink() ? claude(more, claude, effort, body) : gptOss(more, model, effort));
            unsupported.leaveOut("reasoning_effort", !told);
        }
        String thinking = more.path("thinking").path("type").asText("disabled");
        return claude.refusesSampling() || (claude.canThink() && !thinking.equals("disabled"));
    }

    private static boolean claude(ObjectNode more, ClaudeThinking claude, String effort, PromptBody body)
            throws PromptRejectedException {
        Integer limit = body.sampling().outputLimit();
        ClaudeThinking.Plan plan = claude.plan(effort, limit, OpenTurn.permitsNoBudget(body));
        boolean thinks =
                plan.thinking() != null && (claude.version() >= FIRST_THAT_THINKS_FORCED || !OpenTurn.isForced(body));
        if (thinks) {
            more.set("thinking", plan.thinking());
        }
        boolean levels = plan.effort() != null && claude.version() >= FIRST_WITH_EFFORT;
        if (levels) {
            WireJson.put(more.withObjectProperty("output_config"), "effort", plan.effort());
        }
        return plan.told() && (levels || plan.effort() == null || thinks);
    }

    private static boolean gptOss(ObjectNode more, String model, String effort) {
        boolean known = effort.equals("low") || effort.equals("medium") || effort.equals("high");
        if (!model.contains("gpt-oss") || !known) {
            return false;
        }
        more.put("reasoning_effort", effort);
        return true;
    }
}
