package io.promptyard.router.policy;

import io.promptyard.model.PromptRequest;

/**
 * What a pick is made by, beside the targets. {@code expectedOutput} in tokens; {@code turn} is the prompt's number on
 * its route, none on a fallback and where nobody counts.
 */
record Terms(PromptRequest request, double minQuality, long expectedOutput, Turn turn) {

    String id() {
        return request.id().value();
    }
}
