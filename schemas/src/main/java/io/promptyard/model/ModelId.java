package io.promptyard.model;

/** A model's name as its provider spells it; may hold slashes. Not blank. */
public record ModelId(String value) implements Comparable<ModelId> {
    public ModelId {
        Text.required(value, "model id");
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
