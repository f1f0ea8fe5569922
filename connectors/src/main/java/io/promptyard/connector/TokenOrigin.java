package io.promptyard.connector;

import java.nio.file.Path;
import java.util.List;

/** Where a token comes from that does not last: read again and again, never kept. */
public sealed interface TokenOrigin {

    /** The whole of a file, but for white space around it. */
    record File(Path path) implements TokenOrigin {}

    /** What a program writes to its standard output; {@code words} are the program and its arguments, no shell's line. */
    record Command(List<String> words) implements TokenOrigin {
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("token-command: must name a program");
            }
        }
    }
}
