package io.promptyard.model;

/** Why a model stopped, in OpenAI's terms. {@code UNKNOWN} stands for one we have no word for. */
public enum FinishReason {
    UNKNOWN,
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    FUNCTION_CALL
}
