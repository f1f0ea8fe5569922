package io.promptyard.router.feedback;

import io.promptyard.model.Feedback;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What feedback says in figures. */
public final class Ratings {
    private static final Set<String> GOOD = Set.of("up", "good", "yes", "like", "thumbs_up");
    private static final Set<String> BAD = Set.of("down", "bad", "no", "dislike", "thumbs_down");

    private Ratings() {}

    /** The score, or what the rating stands for, 0 to 1; null for a word that is not known, or a score out of range. */
    public static @Nullable Double score(Feedback feedback) {
        Double score = feedback.score();
        if (score != null) {
            return score >= 0 && score <= 1 ? score : null;
        }
        String rating = feedback.rating();
        String word = rating == null ? "" : rating.strip().toLowerCase(Locale.ROOT);
        if (GOOD.contains(word)) {
            return 1.0;
        }
        return BAD.contains(word) ? 0.0 : null;
    }
}
