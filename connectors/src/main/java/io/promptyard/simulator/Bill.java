package io.promptyard.simulator;

/**
 * What the simulator charges for a call, by kind of token. {@code prompt} holds cached and cache-written ones too, {@code completion}
 * holds reasoning; a kind that the dialect does not tell apart is 0.
 */
record Bill(int prompt, int cached, int cacheWrite, int completion, int reasoning) {

    /** Of a call that was refused, or not answered yet. */
    static final Bill NOTHING = new Bill(0, 0, 0, 0, 0);

    /** @param reasoningApart whether the dialect tells reasoning from the rest of the completion */
    static Bill of(Answer answer, boolean reasoningApart) {
        var ask = answer.ask();
        return new Bill(
                ask.promptTokens(),
                ask.cachedTokens(),
                ask.cacheWriteTokens(),
                answer.completionTokens(),
                reasoningApart ? Math.min(ask.reasoningTokens(), ask.maxTokens()) : 0);
    }
}
