package io.promptyard.standalone.letters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the newest letters, or the oldest, at most so many; of each no content unless wanted, so that a long list needs
 * little memory. Not thread-safe.
 */
public final class LetterShelf {
    private static final Comparator<FoundLetter> BY_AGE = Comparator.<FoundLetter, Instant>comparing(
                    found -> found.letter().at())
            .thenComparingInt(found -> found.place().partition())
            .thenComparingLong(found -> found.place().offset());

    private final int limit;
    private final boolean withContent;
    private final Comparator<FoundLetter> order;
    private final PriorityQueue<FoundLetter> kept;

    public LetterShelf(int limit, boolean oldestFirst, boolean withContent) {
        this.limit = limit;
        this.withContent = withContent;
        this.order = oldestFirst ? BY_AGE : BY_AGE.reversed();
        this.kept = new PriorityQueue<>(order.reversed());
    }

    public void add(FoundLetter found) {
        kept.add(withContent ? found : LightLetter.of(found));
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    /** In order. */
    public List<FoundLetter> letters() {
        List<FoundLetter> letters = new ArrayList<>(kept);
        letters.sort(order);
        return letters;
    }
}
