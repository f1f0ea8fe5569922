package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * Which features a model knows, and the row of each: an open-addressing table of hashes, at most half full. Two features
 * with one hash are one feature. Immutable once built; thread-safe.
 */
public final class Vocabulary {
    /** Answered for a feature that is not known. */
    public static final int UNKNOWN = -1;

    private final long[] keys;
    private final int[] rows;
    private final long[] inOrder;

    private Vocabulary(long[] inOrder) {
        this.inOrder = inOrder;
        int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, inOrder.length)) * 4);
        keys = new long[capacity];
        rows = new int[capacity];
        Arrays.fill(rows, UNKNOWN);
        for (int row = 0; row < inOrder.length; row++) {
            put(inOrder[row], row);
        }
    }

    /** Feature {@code hashes[row]} has the row {@code row}. Throws {@link IllegalArgumentException} for 0 or a repeated one. */
    public static Vocabulary of(long[] hashes) {
        return new Vocabulary(hashes.clone());
    }

    private void put(long hash, int row) {
        if (hash == 0) {
            throw new IllegalArgumentException("vocabulary: a feature must not be 0 (row " + row + ")");
        }
        int slot = slot(hash);
        while (rows[slot] != UNKNOWN) {
            if (keys[slot] == hash) {
                throw new IllegalArgumentException("vocabulary: a feature must stand once (row " + row + ")");
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = hash;
        rows[slot] = row;
    }

    /** The row of a feature, or {@link #UNKNOWN}. */
    public int row(long hash) {
        int slot = slot(hash);
        while (rows[slot] != UNKNOWN) {
            if (keys[slot] == hash) {
                return rows[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return UNKNOWN;
    }

    private int slot(long hash) {
        return (int) (hash ^ (hash >>> 32)) & (keys.length - 1);
    }

    public int size() {
        return inOrder.length;
    }

    /** The feature of a row. */
    public long hash(int row) {
        return inOrder[row];
    }
}
