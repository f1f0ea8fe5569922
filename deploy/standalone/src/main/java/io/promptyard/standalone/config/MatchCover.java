package io.promptyard.standalone.config;

import io.promptyard.router.config.RouteMatch;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether one match takes every prompt that another would. */
final class MatchCover {
    private MatchCover() {}

    static boolean covers(RouteMatch wide, RouteMatch narrow) {
        return covers(wide.tasks(), narrow.tasks())
                && covers(wide.endpoints(), narrow.endpoints())
                && covers(wide.tenants(), narrow.tenants())
                && covers(wide.languages(), narrow.languages())
                && covers(wide.models(), narrow.models())
                && narrow.tags().entrySet().containsAll(wide.tags().entrySet())
                && atMost(wide.minComplexity(), narrow.minComplexity())
                && atMost(narrow.maxComplexity(), wide.maxComplexity(), wide.maxComplexity() == null)
                && atMost(wide.minTokens(), narrow.minTokens())
                && atMost(narrow.maxTokens(), wide.maxTokens(), wide.maxTokens() == null)
                && covers(wide.modalities(), narrow.modalities())
                && (wide.hours() == null
                        || narrow.hours() != null && wide.hours().cover(narrow.hours()))
                && (wide.when() == null || wide.when().equals(narrow.when()));
    }

    /** Why no prompt can match, where that can be seen: a range or hours without anything in them, a condition that never holds. */
    static Optional<String> contradiction(RouteMatch match) {
        if (above(match.minComplexity(), match.maxComplexity())) {
            return Optional.of("complexity from " + match.minComplexity() + " to " + match.maxComplexity());
        }
        if (above(match.minTokens(), match.maxTokens())) {
            return Optional.of("tokens from " + match.minTokens() + " to " + match.maxTokens());
        }
        if (match.hours() != null && match.hours().isNever()) {
            return Optional.of("hours from " + match.hours().from() + " to "
                    + match.hours().to());
        }
        if (match.when() != null && match.when().isNeverTrue(match.tasks())) {
            return Optional.of("when " + match.when());
        }
        return Optional.empty();
    }

    private static <T extends Comparable<T>> boolean above(@Nullable T low, @Nullable T high) {
        return low != null && high != null && low.compareTo(high) > 0;
    }

    /** An empty set asks nothing. */
    private static <T> boolean covers(Collection<T> wide, Collection<T> narrow) {
        return wide.isEmpty() || !narrow.isEmpty() && wide.containsAll(narrow);
    }

    private static <T extends Comparable<T>> boolean atMost(@Nullable T low, @Nullable T high) {
        return atMost(low, high, low == null);
    }

    private static <T extends Comparable<T>> boolean atMost(@Nullable T low, @Nullable T high, boolean open) {
        return open || low != null && high != null && low.compareTo(high) <= 0;
    }
}
