package io.promptyard.standalone.letters;

/** Where a dead letter stands in its topic; written {@code partition:offset}. */
public record LetterPlace(int partition, long offset) {
    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
