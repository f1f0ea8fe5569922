package io.promptyard.standalone.topics;

/** A topic that is missing or not as its {@link WantedTopic} wants it; {@link #toString()} is the line for people. */
public record TopicMismatch(String topic, String property, String wanted, String found) {

    @Override
    public String toString() {
        return "%s.%s: must be %s (got %s)".formatted(topic, property, wanted, found);
    }
}
