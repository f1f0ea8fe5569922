package io.promptyard.router.learn;

import java.util.ArrayList;
import java.util.List;

/** The splits of one tree, in the order in which they were made: so children always stand behind their parent. */
final class TreeShape {
    /** At {@code left} and {@code right} a negative number is the leaf {@code -1 - number}, another a split. */
    record Split(int input, float edge, int step, int left, int right) {}

    private final List<Split> splits = new ArrayList<>();

    /** The leaf {@code at} becomes a split; its left rows stay the leaf {@code at}, the right ones become {@code fresh}. */
    void split(int at, int fresh, int input, float edge, int step) {
        int place = splits.size();
        for (int each = 0; each < place; each++) {
            Split split = splits.get(each);
            int left = split.left() == -1 - at ? place : split.left();
            int right = split.right() == -1 - at ? place : split.right();
            splits.set(each, new Split(split.input(), split.edge(), split.step(), left, right));
        }
        splits.add(new Split(input, edge, step, -1 - at, -1 - fresh));
    }

    List<Split> splits() {
        return splits;
    }

    int leaf(Bins bins, int row) {
        int at = 0;
        while (at >= 0) {
            Split split = splits.get(at);
            at = bins.step(split.input(), row) <= split.step() ? split.left() : split.right();
        }
        return -1 - at;
    }
}
