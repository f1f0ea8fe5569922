package io.promptyard.standalone.config;

import io.promptyard.model.Task;
import io.promptyard.router.config.Modality;
import io.promptyard.router.config.RouteMatch;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether one match takes every prompt that another would. A rule that every prompt follows asks as little as none. */
final class MatchCover {
    private static final String ANY_REST = "*";

    private MatchCover() {}

    static boolean covers(RouteMatch wider, RouteMatch narrower) {
        RouteMatch wide = plain(wider);
        RouteMatch narrow = plain(narrower);
        return covers(wide.tasks(), narrow.tasks())
                && covers(wide.endpoints(), narrow.endpoints())
                && covers(wide.tenants(), narrow.tenants())
                && covers(wide.languages(), narrow.languages())
                && models(wide.models(), narrow.models())
                && narrow.tags().entrySet().containsAll(wide.tags().entrySet())
                && atMost(wide.minComplexity(), narrow.minComplexity())
                && atMost(narrow.maxComplexity(), wide.maxComplexity(), wide.maxComplexity() == null)
                && atMost(wide.minTokens(), narrow.minTokens())
                && atMost(narrow.maxTokens(), wide.maxTokens(), wide.maxTokens() == null)
                && covers(wide.modalities(), narrow.modalities())
                && (wide.hours() == null
                        || narrow.hours() != null && wide.hours().cover(narrow.hours()))
                && (wide.when() == null
                        || narrow.when() != null && wide.when().isSameAs(narrow.when())
                        || wide.when().isAlwaysTrue(narrow.tasks()));
    }

    /** The same without the rules that no prompt can break. */
    private static RouteMatch plain(RouteMatch match) {
        return new RouteMatch(
                all(match.tasks(), Task.values()),
                match.endpoints(),
                match.tenants(),
                match.tags(),
                match.languages(),
                match.models().contains(ANY_REST) ? List.of() : match.models(),
                beyond(match.minComplexity(), 0.0, -1),
                beyond(match.maxComplexity(), 1.0, 1),
                beyond(match.minTokens(), 0, -1),
                beyond(match.maxTokens(), Integer.MAX_VALUE, 1),
                all(match.modalities(), Modality.values()),
                match.hours() == null || match.hours().isAlways() ? null : match.hours(),
                match.when());
    }

    /** Without a bound that lies at the end of what there is, or beyond: on the side of the sign. */
    private static <T extends Comparable<T>> @Nullable T beyond(@Nullable T bound, T end, int side) {
        return bound == null || Integer.signum(bound.compareTo(end)) != -side ? null : bound;
    }

    /** One of every kind is any. */
    private static <T> Set<T> all(Set<T> named, T[] kinds) {
        return named.size() == kinds.length ? Set.of() : named;
    }

    /** As clients write them: one that begins as another does is one of its rest. */
    private static boolean models(List<String> wide, List<String> narrow) {
        return wide.isEmpty()
                || !narrow.isEmpty()
                        && narrow.stream().allMatch(each -> wide.stream().anyMatch(model -> takes(model, each)));
    }

    private static boolean takes(String wide, String narrow) {
        return wide.equals(narrow)
                || wide.endsWith(ANY_REST) && narrow.startsWith(wide.substring(0, wide.length() - ANY_REST.length()));
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
