package io.promptyard.standalone.cli;

/** A command from a module above this one, found by {@link java.util.ServiceLoader}: the benchmarks, for instance. */
public interface CommandModule {
    /** A picocli command. */
    Object command();
}
