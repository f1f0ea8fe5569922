package io.promptyard.standalone.demo;

/** How a prompt is sent. */
public enum Way {
    GATEWAY("gateway, plain"),
    GATEWAY_STREAM("gateway, streaming"),
    PRODUCER("Kafka producer");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
