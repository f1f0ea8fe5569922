package io.promptyard.router.feedback;

import io.promptyard.router.feedback.Signal.Asked;
import io.promptyard.router.feedback.Signal.Decided;
import io.promptyard.router.feedback.Signal.Ended;
import io.promptyard.router.feedback.Signal.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one request, whatever came first. Of what is said twice the later counts: by attempt number, of
 * judgements by who judges, whom and which copy. Immutable; bounded. Holds prompt text: never printed.
 */
record Case(@Nullable Asked asked, List<Decided> decided, List<Ended> ended, List<Judged> judged) {
    static final Case EMPTY = new Case(null, List.of(), List.of(), List.of());

    private static final int MOST = 32;

    Case {
        decided = List.copyOf(decided);
        ended = List.copyOf(ended);
        judged = List.copyOf(judged);
    }

    Case with(Signal signal) {
        return switch (signal) {
            case Asked prompt -> new Case(prompt, decided, ended, judged);
            case Decided one ->
                new Case(asked, put(decided, one, other -> other.attempt() == one.attempt()), ended, judged);
            case Ended one ->
                new Case(asked, decided, put(ended, one, other -> other.attempt() == one.attempt()), judged);
            case Judged one -> judge(one);
        };
    }

    private Case judge(Judged one) {
        Predicate<Judged> same = other -> other.source() == one.source()
                && Objects.equals(other.target(), one.target())
                && Objects.equals(other.copy(), one.copy());
        boolean older = judged.stream().anyMatch(other -> same.test(other) && other.at() > one.at());
        return older ? this : new Case(asked, decided, ended, put(judged, one, same));
    }

    /** Whoever answered; null as long as nobody has. */
    @Nullable
    Ended answer() {
        Ended last = null;
        for (Ended each : ended) {
            if (each.kind() == null && (last == null || each.attempt() > last.attempt())) {
                last = each;
            }
        }
        return last;
    }

    /** The decision that an attempt was made by: retries against one target have numbers after it. */
    @Nullable
    Decided decision(int attempt) {
        Decided last = null;
        for (Decided each : decided) {
            if (each.attempt() <= attempt && (last == null || each.attempt() > last.attempt())) {
                last = each;
            }
        }
        return last;
    }

    /** Who was to answer the copy of that shadow; null as long as no decision tells. */
    @Nullable
    String target(String copy) {
        for (Decided each : decided) {
            if (each.shadow() != null && each.shadow().name().equals(copy)) {
                return each.shadow().target();
            }
        }
        return null;
    }

    private static <T> List<T> put(List<T> all, T one, Predicate<T> same) {
        List<T> others = new ArrayList<>(all.size() + 1);
        all.stream().filter(same.negate()).forEach(others::add);
        others.add(one);
        return others.size() > MOST ? others.subList(others.size() - MOST, others.size()) : others;
    }
}
