package io.promptyard.connector.http;

import io.promptyard.connector.Secret;
import io.promptyard.connector.TokenOrigin;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A token that is read at once, every few minutes, and when a provider did not accept it; off the event loops. The last one
 * stays while its origin fails. Thread-safe; whoever made it closes it.
 */
public final class RefreshedToken implements AutoCloseable {
    /** Tokens last an hour, and may be most of it old when a program hands them out. */
    static final Duration EVERY = Duration.ofMinutes(4);

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Callable<String> origin;
    private final long timer;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable Secret token;
    private volatile String state = "the token has not been read yet";

    public RefreshedToken(Vertx vertx, TokenOrigin origin) {
        this(vertx, () -> read(origin), EVERY);
    }

    RefreshedToken(Vertx vertx, Callable<String> origin, Duration every) {
        this.vertx = vertx;
        this.origin = origin;
        this.timer = vertx.setPeriodic(every.toMillis(), ignored -> refresh());
        refresh();
    }

    /** The token; null when none was read so far. */
    public @Nullable Secret value() {
        return token;
    }

    /** Why there is none; never any part of it. */
    public String state() {
        return state;
    }

    /** Reads it again, unless that is under way. */
    public void refresh() {
        if (reading.compareAndSet(false, true)) {
            vertx.executeBlocking(this::once, false).onComplete(done -> reading.set(false));
        }
    }

    private Void once() throws Exception {
        try {
            String read = origin.call().strip();
            if (read.isEmpty() || !read.chars().allMatch(c -> c > ' ' && c < 127)) {
                state = "the token's origin gave none";
            } else {
                token = new Secret(read);
                state = "";
            }
        } catch (IOException e) {
            // Its message may name the file, and nothing of what is in it.
            state = "the token could not be read: " + e.getMessage();
        }
        return null;
    }

    private static String read(TokenOrigin origin) throws IOException, InterruptedException {
        return switch (origin) {
            case TokenOrigin.File file -> Files.readString(file.path());
            case TokenOrigin.Command command -> run(command);
        };
    }

    /** What the program says elsewhere than on its standard output is not heard. */
    private static String run(TokenOrigin.Command command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.words())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the program did not end in " + LONGEST.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the program ended with status " + process.exitValue());
            }
            return new String(process.getInputStream().readNBytes(64 * 1024), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
