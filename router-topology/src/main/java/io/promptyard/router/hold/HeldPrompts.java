package io.promptyard.router.hold;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Reservation;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.Step;
import io.promptyard.router.hold.HoldListener.Went;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of one task that wait for a target. Stream thread only.
 *
 * <p>A prompt that waits stands whole in the store, so that its record may be committed. When it is decided at last its note goes with what was decided, in one transaction, or stays for as long as
 * that may not have reached the log: with the decision, so that a next owner says exactly the same again, and workers and
 * gateways know it.
 *
 * <p>As long as anybody waits for a target, whoever comes for it stands in line too, or those who wait would never have
 * their turn under load. Where prompts do not wait any more the decision sends nobody
 * here: those that did before a restart are decided once more, and gone.
 */
final class HeldPrompts {
    /** A commit follows within a second. What is within it is said again after each hand-over, so it is not much more. */
    static final Duration REREAD = Duration.ofSeconds(2);
    /** What the running system does is not known at once after a start. */
    static final Duration BLIND = Duration.ofSeconds(2);
    /** Targets may be back before they were expected. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    /** In one tick, of each kind: a stream thread has more to do, and a transaction lasts ten seconds at most. */
    static final int MOST = 256;

    private final KeyValueStore<String, Held> store;
    private final HoldParts parts;
    private final Lines lines;
    private final WaitingLine line;
    private final Set<String> gone = new HashSet<>();
    private final ArrayDeque<Ended> ended = new ArrayDeque<>();
    private final ArrayDeque<String> orphans = new ArrayDeque<>();
    private @Nullable Instant lastTick;
    private int told;

    private record Ended(String key, Instant from) {}

    /** @param lines of all tasks of the process */
    HeldPrompts(KeyValueStore<String, Held> store, HoldParts parts, Lines lines) {
        this.store = store;
        this.parts = parts;
        this.lines = lines;
        this.line = new WaitingLine(lines);
    }

    /** Finds what a task before this one left. */
    void restore() {
        Instant from = parts.clock().instant().plus(BLIND);
        try (KeyValueIterator<String, Held> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Held> note = all.next();
                switch (note.value) {
                    case Held.Waiting w -> line.add(Place.of(w.prompt(), w.since(), Set.of()), from);
                    case Held.Gone g -> orphan(note.key);
                    case Held.Refused r -> orphan(note.key);
                }
            }
        }
        tell();
    }

    private void orphan(String key) {
        gone.add(key);
        orphans.add(key);
    }

    void close() {
        parts.listener().waiting(-told);
        told = 0;
        line.close();
    }

    private void tell() {
        if (line.size() != told) {
            parts.listener().waiting(line.size() - told);
            told = line.size();
        }
    }

    /** One that was just decided, as it goes on; empty when it does not, now. */
    Optional<Step> taken(Step.Decided decided) {
        String key = Place.key(decided.prompt());
        if (line.contains(key)) {
            parts.withdrawn().accept(decided.decision()); // its record was read again
            return Optional.empty();
        }
        Optional<Step.Decided> before = gone.contains(key) ? before(key) : Optional.empty();
        if (before.isPresent()) {
            parts.withdrawn().accept(decided.decision());
            return Optional.of(before.get());
        }
        Instant now = parts.clock().instant();
        return switch (decided.decision()) {
            case Unroutable refused -> Optional.of(decided);
            case Routed routed -> passes(routed.dispatch().target(), decided, now);
            case RouteDecision.Waiting waiting -> {
                if (line.size() >= parts.config().most()) {
                    parts.withdrawn().accept(waiting);
                    yield Optional.of(new Step.Decided(decided.prompt(), waiting.otherwise()));
                }
                lines.shut(waiting.targets(), waiting.until(), now);
                hold(decided.prompt(), waiting.targets(), waiting.until(), now);
                yield Optional.of(decided);
            }
        };
    }

    private Optional<Step> passes(Target target, Step.Decided decided, Instant now) {
        boolean othersWait = line.isWaitedFor(target) || line.isWaitedForElsewhere(target, now);
        if (!othersWait || line.size() >= parts.config().most()) {
            return Optional.of(decided);
        }
        parts.withdrawn().accept(decided.decision());
        line.isBack(target, now);
        hold(decided.prompt(), Set.of(target), now, now);
        return Optional.empty();
    }

    private void hold(ClassifiedPrompt prompt, Set<Target> targets, Instant until, Instant now) {
        Place place = Place.of(prompt, now, targets);
        store.put(place.key(), new Held.Waiting(prompt, now));
        line.add(place, sooner(until, now));
        tell();
    }

    private static Instant sooner(Instant until, Instant now) {
        Instant latest = now.plus(LOOK_AGAIN);
        return until.isBefore(latest) ? until : latest;
    }

    /** @param forward takes each that goes on now, in their order */
    void tick(BiConsumer<ClassifiedPrompt, Step> forward) {
        Instant now = parts.clock().instant();
        for (int i = 0; i < MOST && !orphans.isEmpty(); i++) {
            String key = orphans.removeFirst();
            before(key).ifPresent(step -> {
                ended.add(new Ended(key, now));
                forward.accept(step.prompt(), step);
            });
        }
        line.tell(now);
        line.overdue(now, MOST).forEach(place -> ask(place, now, new HashSet<>(), forward));
        Set<Target> closed = new HashSet<>();
        for (int i = 0; i < MOST; i++) {
            Optional<Place> next = line.next(now, closed);
            if (next.isEmpty()) {
                break;
            }
            if (line.mayGo(next.get(), now)) {
                ask(next.get(), now, closed, forward);
            } else {
                closed.addAll(next.get().targets());
            }
        }
        line.tell(now);
        forget(now);
        tell();
    }

    private void ask(Place place, Instant now, Set<Target> closed, BiConsumer<ClassifiedPrompt, Step> forward) {
        if (!(store.get(place.key()) instanceof Held.Waiting held)) {
            line.remove(place);
            return;
        }
        Step step = parts.decide().apply(new Step.Classified(held.prompt()));
        if (step instanceof Step.Decided decided && decided.decision() instanceof RouteDecision.Waiting waiting) {
            parts.withdrawn().accept(waiting);
            lines.shut(waiting.targets(), waiting.until(), now);
            line.move(place, waiting.targets(), sooner(waiting.until(), now));
            closed.addAll(waiting.targets());
            return;
        }
        leave(place, step, now); // the note first: what cannot be noted stays in line, and is tried again
        line.served(place);
        parts.listener()
                .went(
                        how(step),
                        Math.max(0, Duration.between(place.since(), now).toMillis()));
        forward.accept(held.prompt(), step);
    }

    private void leave(Place place, Step step, Instant now) {
        if (step instanceof Step.Decided decided && decided.decision() instanceof Routed routed) {
            lines.isBack(routed.dispatch().target(), now);
        }
        if (parts.exactlyOnce()) {
            store.delete(place.key());
            return;
        }
        Held note = step instanceof Step.Decided decided ? note(decided) : null;
        if (note != null) { // else it was no decision, and is made again
            store.put(place.key(), note);
            gone.add(place.key());
        }
        ended.add(new Ended(place.key(), now));
    }

    private @Nullable Held note(Step.Decided decided) {
        return switch (decided.decision()) {
            case Routed routed ->
                new Held.Gone(new Reservation(routed.dispatch(), routed.record(), routed.options(), parts.lane()));
            case Unroutable refused -> new Held.Refused(decided.prompt(), refused);
            case RouteDecision.Waiting waiting -> null;
        };
    }

    private static Went how(Step step) {
        return step instanceof Step.Decided decided
                ? switch (decided.decision()) {
                    case Routed routed -> Went.OUT;
                    case Unroutable refused ->
                        refused.kind() == FailureKind.DEADLINE_EXCEEDED ? Went.EXPIRED : Went.REFUSED;
                    case RouteDecision.Waiting waiting -> Went.REFUSED;
                }
                : Went.REFUSED;
    }

    /** What was said of one that has left. */
    private Optional<Step.Decided> before(String key) {
        return switch (store.get(key)) {
            case Held.Gone gone -> {
                Reservation as = gone.as();
                yield Optional.of(new Step.Decided(
                        as.dispatch().prompt(), new Routed(as.dispatch(), as.decision(), as.options())));
            }
            case Held.Refused refused -> Optional.of(new Step.Decided(refused.prompt(), refused.as()));
            case Held.Waiting waiting -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /** A note goes when a commit must have followed: every turn of a stream thread, a tick included, commits when it is time to. */
    private void forget(Instant now) {
        Instant committed = lastTick == null ? Instant.MIN : lastTick.minus(REREAD);
        while (!ended.isEmpty() && ended.peekFirst().from().isBefore(committed)) {
            String key = ended.removeFirst().key();
            gone.remove(key);
            store.delete(key);
        }
        lastTick = now;
    }
}
