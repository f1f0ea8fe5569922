package io.promptyard.standalone.config;

import io.promptyard.router.config.RouteMatch;
import java.util.Collection;
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
                && atMost(narrow.maxTokens(), wide.maxTokens(), wide.maxTokens() == null);
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
