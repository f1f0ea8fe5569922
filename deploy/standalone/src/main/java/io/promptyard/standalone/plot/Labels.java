package io.promptyard.standalone.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places for labels beside points, so that none covers another, a point, or the edge. Not thread-safe. */
final class Labels {
    /** Of a letter, with something to spare: ours are 12 pixels high, and nobody knows the reader's font. */
    private static final double WIDE = 7.2;

    private static final double HIGH = 14;
    private static final double GAP = 8;

    private final Box bounds;
    private final List<Box> taken = new ArrayList<>();

    /** A place: where the text starts, and its base line. */
    record Place(double x, double y) {}

    private record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean within(Box other) {
            return left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom;
        }
    }

    Labels(double left, double top, double right, double bottom) {
        this.bounds = new Box(left, top, right, bottom);
    }

    /** Keeps labels off. */
    void take(double x, double y, double halfWidth, double halfHeight) {
        taken.add(new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight));
    }

    /**
     * The first free place around a point: to the right, to the left, above, below; none where all are taken.
     *
     * @param rows how much farther out it may stand
     */
    Optional<Place> place(double x, double y, String text, int rows) {
        double width = width(text);
        for (double out = 0; out <= rows * HIGH; out += HIGH) {
            double[][] corners = {
                {x + GAP, y - HIGH / 2 - out},
                {x + GAP, y - HIGH / 2 + out},
                {x - GAP - width, y - HIGH / 2 - out},
                {x - GAP - width, y - HIGH / 2 + out},
                {x - width / 2, y - GAP - HIGH - out},
                {x - width / 2, y + GAP + out}
            };
            for (double[] corner : corners) {
                Box box = new Box(corner[0], corner[1], corner[0] + width, corner[1] + HIGH);
                if (box.within(bounds) && taken.stream().noneMatch(box::meets)) {
                    taken.add(box);
                    return Optional.of(new Place(corner[0], corner[1] + HIGH - 3));
                }
            }
        }
        return Optional.empty();
    }

    static double width(String text) {
        return text.codePointCount(0, text.length()) * WIDE;
    }
}
