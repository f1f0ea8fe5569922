package io.promptyard.standalone.config.keys;

/** A word that a key takes in place of a map, what a reader makes of it, and what it means, in Markdown. */
public record Word<T>(String word, T value, String means) {}
