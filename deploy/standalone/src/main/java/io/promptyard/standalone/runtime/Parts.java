package io.promptyard.standalone.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, closed in reverse; a part that does not close cleanly does not keep the others from it. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closing) {}

    synchronized void opened(String name, AutoCloseable closing) {
        parts.push(new Part(name, closing));
    }

    <T extends AutoCloseable> T open(String name, T part) {
        opened(name, part);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                LOG.debug("closing {}", part.name());
                part.closing().close();
            } catch (Exception e) {
                LOG.warn("{} was not closed cleanly: {}", part.name(), e.toString());
            }
        }
    }
}
