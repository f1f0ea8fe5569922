package io.promptyard.router.judge;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.SamplingParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of prompts of one task that waited for the judge; where none is configured, all that there is of it: nobody is made to wait, and who
 * did before the restart goes on. Stream thread only.
 *
 * <p>A prompt that waits stands whole in the store, so that its record may be committed: a next owner finds it there and lets it go at once, as it
 * was classified before, without asking again. One that has gone on leaves a note of how, for as long as its record may be read again:
 * then it goes on again in the same way, and the workers see a repeat of the same dispatch.
 */
final class PastDoubts implements Doubts {
    /** A commit follows within a second; see the worker's pending store. */
    static final Duration REREAD = Duration.ofSeconds(5);

    private final KeyValueStore<String, Doubt> store;
    private final InstantSource clock;
    private final Set<String> orphans = new LinkedHashSet<>();
    private final ArrayDeque<Gone> gone = new ArrayDeque<>();
    private @Nullable Instant lastTick;

    private record Gone(String id, Instant from) {}

    PastDoubts(KeyValueStore<String, Doubt> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Notes begin to age anew. */
    @Override
    public void restore() {
        Instant now = clock.instant();
        try (KeyValueIterator<String, Doubt> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Doubt> entry = all.next();
                if (entry.value.gone()) {
                    gone.add(new Gone(entry.key, now));
                } else {
                    orphans.add(entry.key);
                }
            }
        }
    }

    @Override
    public void close() {}

    @Override
    public Optional<ClassifiedPrompt> taken(ClassifiedPrompt prompt) {
        return Optional.of(
                orphans.isEmpty() && gone.isEmpty() ? prompt : again(prompt).orElse(prompt));
    }

    @Override
    public List<ClassifiedPrompt> tick() {
        Instant now = clock.instant();
        List<ClassifiedPrompt> go = orphans(now).map(Doubt::prompt).toList();
        forget(now);
        return go;
    }

    /** How many a task before this one left waiting, and which have not gone on yet. */
    int orphans() {
        return orphans.size();
    }

    /** Those that a task before this one left waiting go on. */
    Stream<Doubt> orphans(Instant now) {
        List<Doubt> left =
                orphans.stream().map(this::waiting).filter(Objects::nonNull).toList();
        left.forEach(each -> leaves(each.prompt(), now));
        orphans.clear();
        return left.stream();
    }

    /**
     * One whose record was read again, as it goes on: as it did, or, when it still waited as the task ended, as it was classified then. Empty for one
     * that is new.
     */
    Optional<ClassifiedPrompt> again(ClassifiedPrompt prompt) {
        String id = prompt.request().id().value();
        Doubt before = store.get(id);
        if (before == null) {
            return Optional.empty();
        }
        if (!before.gone()) {
            orphans.remove(id);
            leaves(before.prompt(), clock.instant());
        }
        return Optional.of(with(prompt, before.prompt().classification()));
    }

    void waits(ClassifiedPrompt prompt, Instant since) {
        store.put(prompt.request().id().value(), new Doubt(false, since, prompt));
    }

    /** Null when it does not wait, or no more. */
    @Nullable
    Doubt waiting(String id) {
        Doubt doubt = store.get(id);
        return doubt == null || doubt.gone() ? null : doubt;
    }

    /** In place of the prompt stands how it goes on, without its body. */
    void leaves(ClassifiedPrompt goes, Instant now) {
        PromptRequest request = goes.request();
        String id = request.id().value();
        PromptBody nothing = new PromptBody(List.of(), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        ClassifiedPrompt note = new ClassifiedPrompt(
                PromptRequest.of(request.id(), request.createdAt(), nothing),
                goes.classification(),
                List.of(),
                goes.deadline(),
                "");
        store.put(id, new Doubt(true, now, note));
        gone.add(new Gone(id, now));
    }

    static ClassifiedPrompt with(ClassifiedPrompt prompt, Classification classification) {
        return new ClassifiedPrompt(
                prompt.request(), classification, prompt.attempts(), prompt.deadline(), prompt.route());
    }

    /** A note goes when a commit must have followed: every turn of a stream thread, a tick included, commits when it is time to. */
    void forget(Instant now) {
        Instant committed = lastTick == null ? Instant.MIN : lastTick.minus(REREAD);
        while (!gone.isEmpty() && gone.peekFirst().from().isBefore(committed)) {
            store.delete(gone.removeFirst().id());
        }
        lastTick = now;
    }
}
