package io.promptyard.gateway.ops;

/** Every meter of the gateway, declared once; docs/reference/gateway.md has the table. Tags come from closed sets. */
public enum GatewayMeter {
    REQUESTS("promptyard.gateway.requests", "requests", "Requests answered, by endpoint and status class"),
    DURATION("promptyard.gateway.request.duration", "seconds", "From the head of a request to the end of its answer"),
    FIRST_CHUNK(
            "promptyard.gateway.first.chunk", "seconds", "From the head of a streamed request to its first content"),
    IN_FLIGHT("promptyard.gateway.in.flight", "requests", "Requests that wait for an answer"),
    ACCEPTED("promptyard.gateway.accepted", "prompts", "Prompts that the broker acknowledged"),
    PUBLISH_FAILED("promptyard.gateway.publish.failed", "prompts", "Prompts that could not be handed to the broker"),
    CANCELLED("promptyard.gateway.cancelled", "requests", "Requests whose client hung up before the answer"),
    TIMED_OUT("promptyard.gateway.timed.out", "requests", "Requests that no answer reached in time"),
    UNKNOWN_RESPONSES(
            "promptyard.gateway.unknown.responses",
            "records",
            "Responses for requests that nobody here waits for: of other gateways or producers, repeats, late ones"),
    UNREADABLE("promptyard.gateway.unreadable.records", "records", "Response records that could not be read"),
    LATE_CHUNKS(
            "promptyard.gateway.late.chunks",
            "records",
            "Chunks that were not used: of another attempt, repeated, or after the end");

    private final String meterName;
    private final String unit;
    private final String description;

    GatewayMeter(String meterName, String unit, String description) {
        this.meterName = meterName;
        this.unit = unit;
        this.description = description;
    }

    public String meterName() {
        return meterName;
    }

    public String unit() {
        return unit;
    }

    public String description() {
        return description;
    }
}
