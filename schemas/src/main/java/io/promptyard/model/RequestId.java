package io.promptyard.model;

/** Identifies one prompt on every topic; equal to the record key. Not blank. */
public record RequestId(String value) {
    public RequestId {
        Text.required(value, "request id");
    }

    @Override
    public String toString() {
        return value;
    }
}
