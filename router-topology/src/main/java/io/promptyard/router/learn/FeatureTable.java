package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.PromptFeatures;
import java.util.Arrays;
import java.util.List;

/**
 * The features that stand in at least some of the prompts, and how important each is: {@code ln((N + 1) / (df + 1)) + 1}
 * of N prompts of which df have it (inverse document frequency, smoothed). Their order is that of first appearance.
 */
final class FeatureTable {
    private long[] keys = new long[1 << 20];
    private int[] counts = new int[1 << 20];
    private int used;
    private int prompts;

    private FeatureTable() {}

    /** What is kept of it: hashes and their importance, and that of everything else. */
    record Selected(long[] hashes, float[] importance, float unknown) {}

    static Selected select(List<LabelledPrompt> rows, PromptFeatures reader, int least) {
        return select(rows, reader, least, PromptFeatures.GROUPS);
    }

    /** @param groups only features of the first so many groups */
    static Selected select(List<LabelledPrompt> rows, PromptFeatures reader, int least, int groups) {
        FeatureTable table = new FeatureTable();
        for (LabelledPrompt row : rows) {
            reader.read(row.text());
            table.prompts++;
            for (int at = 0; at < reader.size(); at++) {
                if (reader.group(at) < groups) {
                    table.count(reader.hash(at));
                }
            }
        }
        return table.atLeast(rows, reader, least);
    }

    private Selected atLeast(List<LabelledPrompt> rows, PromptFeatures reader, int least) {
        long[] hashes = new long[used];
        float[] importance = new float[used];
        int size = 0;
        for (LabelledPrompt row : rows) {
            reader.read(row.text());
            for (int at = 0; at < reader.size(); at++) {
                int slot = slot(reader.hash(at));
                if (counts[slot] >= least) {
                    hashes[size] = keys[slot];
                    importance[size++] = (float) (Math.log((prompts + 1.0) / (counts[slot] + 1)) + 1);
                    counts[slot] = 0; // taken
                }
            }
        }
        return new Selected(
                Arrays.copyOf(hashes, size), Arrays.copyOf(importance, size), (float) (Math.log(prompts + 1.0) + 1));
    }

    private void count(long hash) {
        int slot = slot(hash);
        if (keys[slot] == 0) {
            keys[slot] = hash;
            used++;
        }
        counts[slot]++;
        if (used * 2 > keys.length) {
            grow();
        }
    }

    private int slot(long hash) {
        int slot = (int) (hash ^ (hash >>> 32)) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != hash) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        for (int at = 0; at < oldKeys.length; at++) {
            if (oldKeys[at] != 0) {
                int slot = slot(oldKeys[at]);
                keys[slot] = oldKeys[at];
                counts[slot] = oldCounts[at];
            }
        }
    }
}
