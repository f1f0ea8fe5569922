package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * Which features a model knows, and the row of each: an open-addressing table, at most half full, whose slots hold half of a
 * feature's hash beside its row, so that a look touches one place of memory. Two features with one hash are one feature;
 * two that differ in the other half only, of some four billion times as many, are taken for each other. Immutable once
 * built; thread-safe.
 */
public final class Vocabulary {
    /** Answered for a feature that is not known. */
    public static final int UNKNOWN = -1;

    private static final long EMPTY = -1;
    private static final long MARK = 0xffffffff00000000L;

    private final long[] slots;
    private final long[] inOrder;

    private Vocabulary(long[] inOrder) {
        this.inOrder = inOrder;
        int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, inOrder.length)) * 4);
        slots = new long[capacity];
        Arrays.fill(slots, EMPTY);
        for (int row = 0; row < inOrder.length; row++) {
            put(inOrder[row], row);
        }
    }

    /**
     * Feature {@code hashes[row]} has the row {@code row}. Throws {@link IllegalArgumentException} for 0, or for one that
     * stands twice.
     */
    public static Vocabulary of(long[] hashes) {
        return new Vocabulary(hashes.clone());
    }

    private void put(long hash, int row) {
        if (hash == 0) {
            throw new IllegalArgumentException("vocabulary: a feature must not be 0 (row " + row + ")");
        }
        int slot = slot(hash);
        while (slots[slot] != EMPTY) {
            if (((slots[slot] ^ hash) & MARK) == 0 && inOrder[(int) slots[slot]] == hash) {
                throw new IllegalArgumentException("vocabulary: a feature must stand once (row " + row + ")");
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = (hash & MARK) | row;
    }

    /** The row of a feature, or {@link #UNKNOWN}. */
    public int row(long hash) {
        int slot = slot(hash);
        long found = slots[slot];
        while (found != EMPTY) {
            if (((found ^ hash) & MARK) == 0) {
                return (int) found;
            }
            slot = (slot + 1) & (slots.length - 1);
            found = slots[slot];
        }
        return UNKNOWN;
    }

    /** By the half that the slots do not hold. */
    private int slot(long hash) {
        return (int) hash & (slots.length - 1);
    }

    public int size() {
        return inOrder.length;
    }

    /** The feature of a row. */
    public long hash(int row) {
        return inOrder[row];
    }
}
