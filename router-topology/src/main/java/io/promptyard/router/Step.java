package io.promptyard.router;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.policy.RouteDecision;

/** How far a prompt has come in the router; a refused one passes every further step unchanged. */
public sealed interface Step {

    /** Read, not seen before. */
    record Accepted(PromptRequest request) implements Step {}

    /** Classified, or come back with its classification from a failed target. */
    record Classified(ClassifiedPrompt prompt) implements Step {}

    /** Decided. */
    record Decided(ClassifiedPrompt prompt, RouteDecision decision) implements Step {}

    /** At its end before a decision. */
    record Refused(Burial burial) implements Step {}
}
