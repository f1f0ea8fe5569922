package io.promptyard.bench.process;

import java.io.IOException;

/**
 * Ends this process with the one that started it, however that ends: it holds the other end of our standard input, and
 * closes it at its death even where it had no time to stop us.
 */
public final class ParentWatch {
    private ParentWatch() {}

    public static void start() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            awaitEnd();
            System.exit(0);
        });
    }

    private static void awaitEnd() {
        byte[] ignored = new byte[64];
        try {
            while (System.in.read(ignored) >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("standard input: " + e.getMessage());
        }
    }
}
