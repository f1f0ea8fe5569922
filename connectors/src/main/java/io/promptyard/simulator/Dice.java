package io.promptyard.simulator;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Chance that repeats: every throw is a hash of what it is thrown for, so the same seed, model and body give the same
 * answer in any order and on any thread. Stateless.
 */
final class Dice {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Dice() {}

    /** Two numbers made one (the finaliser of SplitMix64). */
    static long mix(long a, long b) {
        var z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long mix(long a, String text) {
        return mix(a, digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    // Two checksums that the JVM computes in hardware: a body of megabytes costs microseconds.
    static long digest(byte[] bytes) {
        var high = new CRC32C();
        high.update(bytes);
        var low = new CRC32();
        low.update(bytes);
        return mix(high.getValue() << 32 | low.getValue(), bytes.length);
    }

    /** A number from 0 to {@code bound - 1}. */
    static int below(long hash, int bound) {
        return (int) Math.floorMod(mix(hash, 1), (long) bound);
    }

    /** Whether something with this chance in a hundred happens. */
    static boolean strikes(long hash, int percent) {
        return below(hash, 100) < percent;
    }

    /** A number in (0, 1). */
    static double fraction(long hash) {
        return ((mix(hash, 2) >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** An id of letters and digits with the prefix, such as {@code chatcmpl-Q2v…}. */
    static String id(String prefix, long hash, int length) {
        var id = new StringBuilder(prefix.length() + length).append(prefix);
        var state = hash;
        for (var i = 0; i < length; i++) {
            state = mix(state, i);
            id.append(ALPHABET.charAt((int) Math.floorMod(state, (long) ALPHABET.length())));
        }
        return id.toString();
    }
}
