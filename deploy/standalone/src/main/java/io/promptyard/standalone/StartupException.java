package io.promptyard.standalone;

import java.nio.file.Path;

/**
 * Why this process cannot start. The message is one line that names what stands in the way and what to do about it; the
 * launcher prints just that line and exits with 1, without a stack trace.
 */
public sealed class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    private StartupException(String message) {
        super(message);
    }

    /** Somebody else listens on the port. */
    public static final class PortInUse extends StartupException {

        private static final long serialVersionUID = 1L;
        private final int port;

        /** @param flag the launcher's flag that chooses the port, with its dashes */
        public PortInUse(String what, String host, int port, String flag, Throwable cause) {
            super(
                    "%s cannot listen on %s:%d: port in use (stop what listens there, or choose another with %s; 0 takes any free one)"
                            .formatted(what, host, port, flag),
                    cause);
            this.port = port;
        }

        public int port() {
            return port;
        }
    }

    /** The address is not ours to listen on: not local, unknown, or a privileged port. */
    public static final class AddressUnusable extends StartupException {

        private static final long serialVersionUID = 1L;

        public AddressUnusable(String what, String host, int port, Throwable cause) {
            super("%s cannot listen on %s:%d: %s".formatted(what, host, port, reason(cause)), cause);
        }
    }

    /** Another process, or another platform in this one, holds the data directory. */
    public static final class DataDirectoryInUse extends StartupException {

        private static final long serialVersionUID = 1L;

        public DataDirectoryInUse(Path directory, String holder) {
            super("data-dir %s is in use by %s: stop it, or choose another with --data-dir"
                    .formatted(directory, holder));
        }
    }

    /** The data directory is a file, cannot be written, or holds what cannot be read. */
    public static final class DataDirectoryUnusable extends StartupException {

        private static final long serialVersionUID = 1L;

        public DataDirectoryUnusable(Path directory, String why) {
            super("data-dir %s cannot be used: %s".formatted(directory, why));
        }

        public DataDirectoryUnusable(Path directory, String why, Throwable cause) {
            super("data-dir %s cannot be used: %s".formatted(directory, why), cause);
        }
    }

    /** A part of the platform did not come up; the message says which and why. */
    public static final class NotStarted extends StartupException {

        private static final long serialVersionUID = 1L;

        public NotStarted(String what, Throwable cause) {
            super("%s did not start: %s".formatted(what, reason(cause)), cause);
        }
    }

    /** The topics on the broker are not such that the applications can start. */
    public static final class TopicsUnfit extends StartupException {

        private static final long serialVersionUID = 1L;

        public TopicsUnfit(String message) {
            super(message);
        }
    }

    /** The classifier's model cannot be used. */
    public static final class ModelUnusable extends StartupException {

        private static final long serialVersionUID = 1L;

        /** @param where the key of the configuration, or what ships */
        public ModelUnusable(String where, Throwable cause) {
            super("%s cannot be used: %s".formatted(where, reason(cause)), cause);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
