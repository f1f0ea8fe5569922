package io.promptyard.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The lines that a process has printed, read by a thread of its own so that the process never waits for us. */
final class OutputLines {
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private OutputLines() {}

    static OutputLines of(InputStream stream) {
        OutputLines lines = new OutputLines();
        Thread.ofVirtual().name("output").start(() -> lines.read(stream));
        return lines;
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line.strip());
            }
        } catch (IOException e) {
            add("no more output: " + e.getMessage());
        }
        end();
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The rest of the first line that begins so; empty when the stream ends, or the time is over, without it. */
    synchronized Optional<String> after(String beginning, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Optional<String> line = lines.stream()
                        .filter(each -> each.startsWith(beginning))
                        .findFirst();
                long left = until - System.nanoTime();
                if (line.isPresent() || ended || left <= 0) {
                    return line.map(each -> each.substring(beginning.length()).strip());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
