package io.promptyard.bench;

/**
 * A suite of its own under {@code bench}, found by {@link java.util.ServiceLoader}: it is run by its name, has flags of
 * its own, and is named by {@code bench list} with the first line of its description.
 */
public interface BenchSuite {
    /** A picocli command with name and description. */
    Object command();
}
