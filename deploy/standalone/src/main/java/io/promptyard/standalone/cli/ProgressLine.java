package io.promptyard.standalone.cli;

import io.promptyard.standalone.demo.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far a run is: one line that is written over on a terminal, else a plain line every two seconds. Thread-safe;
 * {@link #close} ends the line.
 */
final class ProgressLine implements AutoCloseable {
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(2);
    private static final int BAR = 20;

    private final PrintWriter out;
    private final boolean terminal;
    private Duration nextPlain = Duration.ZERO;
    private String shown = "";

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void show(Progress progress) {
        String line = line(progress);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
            shown = line;
        } else if (!line.equals(shown) && (progress.elapsed().compareTo(nextPlain) >= 0 || isOver(progress))) {
            out.println(line);
            shown = line;
            nextPlain = progress.elapsed().plus(PLAIN_EVERY);
        }
        out.flush();
    }

    private static boolean isOver(Progress progress) {
        return progress.answered() + progress.refused() == progress.planned();
    }

    private static String line(Progress progress) {
        int done = progress.answered() + progress.refused();
        int full = BAR * done / Math.max(1, progress.planned());
        return String.format(
                Locale.ROOT,
                "%5.1f s  [%s%s] sent %3d  answered %3d  refused %d  open %2d  retries %2d  fallbacks %2d",
                progress.elapsed().toMillis() / 1000.0,
                "#".repeat(full),
                ".".repeat(BAR - full),
                progress.sent(),
                progress.answered(),
                progress.refused(),
                progress.open(),
                progress.retries(),
                progress.fallbacks());
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            out.println();
        }
        out.flush();
    }
}
