package io.promptyard.gateway.openai;

import io.promptyard.model.FinishReason;

/** Finish reasons in OpenAI's closed set of words. */
final class FinishReasons {
    private FinishReasons() {}

    /** One that we have no word for ended all the same: {@code stop} is what SDKs can read. */
    static String wire(FinishReason reason) {
        return switch (reason) {
            case STOP, UNKNOWN -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case FUNCTION_CALL -> "function_call";
        };
    }
}
