package io.promptyard.router.judge;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.SamplingParameters;
import io.promptyard.router.judge.JudgeListener.Passed;
import io.promptyard.router.judge.JudgeListener.Went;
import io.promptyard.router.judge.Judged.Rated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of one task that wait for the judge. Stream thread only; what the judge says is left in a queue by other threads and taken at the
 * next tick.
 *
 * <p>A prompt that waits stands whole in the store, so that its record may be committed: a next owner finds it there and lets it go at once, as it
 * was classified before, without asking again. One that has gone on leaves a note of how, for as long as its record may be read again:
 * then it goes on again in the same way, and the workers see a repeat of the same dispatch.
 */
final class InDoubt {
    /** A commit follows within a second; see the worker's pending store. */
    static final Duration REREAD = Duration.ofSeconds(5);
    /** Behind the judge's own limit: what it says then has been lost. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final KeyValueStore<String, Doubt> store;
    private final JudgeTier tier;
    private final Queue<Said> said = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> waiting = new LinkedHashMap<>();
    private final List<String> orphans = new ArrayList<>();
    private final ArrayDeque<Gone> gone = new ArrayDeque<>();
    private @Nullable Instant lastTick;
    private volatile int size;

    private record Said(String id, Judged judged) {}

    private record Gone(String id, Instant from) {}

    InDoubt(KeyValueStore<String, Doubt> store, JudgeTier tier) {
        this.store = store;
        this.tier = tier;
    }

    /** Finds what a task before this one left; notes begin to age anew. */
    void restore() {
        tier.tasks().add(this);
        Instant now = tier.clock().instant();
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
        size = orphans.size();
    }

    void close() {
        tier.tasks().remove(this);
    }

    /** How many wait, as of the last tick or arrival. From any thread. */
    int waiting() {
        return size;
    }

    /** One that was just classified, as it goes on; empty when it is to wait. */
    Optional<ClassifiedPrompt> taken(ClassifiedPrompt prompt) {
        String id = prompt.request().id().value();
        Doubt before = store.get(id);
        if (before != null) {
            return Optional.of(again(id, prompt, before));
        }
        Instant now = tier.clock().instant();
        if (!tier.isUnsure(prompt)) {
            return passes(prompt, Passed.SURE);
        }
        if (tier.isFull(waiting.size())) {
            return passes(prompt, Passed.BUSY);
        }
        if (now.plus(tier.config().limit()).isAfter(prompt.deadline())) {
            return passes(prompt, Passed.DEADLINE);
        }
        Optional<Question> question = tier.judge().question(prompt);
        if (question.isEmpty()) {
            return passes(prompt, Passed.NOT_PERMITTED);
        }
        Optional<Question> paid = tier.paid(question.get(), now);
        if (paid.isEmpty()) {
            return passes(prompt, Passed.BUDGET);
        }
        store.put(id, new Doubt(false, now, prompt));
        waiting.put(id, now);
        size = waiting.size() + orphans.size();
        tier.judge().ask(paid.get()).thenAccept(judged -> said.add(new Said(id, judged)));
        return Optional.empty();
    }

    private Optional<ClassifiedPrompt> passes(ClassifiedPrompt prompt, Passed why) {
        tier.listener().passed(why);
        return Optional.of(prompt);
    }

    /** Its record was read again: it goes on as it did, or, when it still waited as the task ended, as it was classified then. */
    private ClassifiedPrompt again(String id, ClassifiedPrompt prompt, Doubt before) {
        tier.listener().passed(Passed.AGAIN);
        if (!before.gone()) {
            waiting.remove(id);
            orphans.remove(id);
            leave(id, before.prompt(), tier.clock().instant());
        }
        return with(prompt, before.prompt().classification());
    }

    /** Those that go on now. */
    List<ClassifiedPrompt> tick() {
        Instant now = tier.clock().instant();
        List<ClassifiedPrompt> go = new ArrayList<>();
        orphans.forEach(id -> go(id, null, Went.ORPHANED, now, go));
        orphans.clear();
        for (Said each = said.poll(); each != null; each = said.poll()) {
            if (waiting.remove(each.id()) != null) {
                judged(each, now, go);
            }
        }
        overdue(now, go);
        forget(now);
        size = waiting.size();
        return go;
    }

    private void judged(Said said, Instant now, List<ClassifiedPrompt> go) {
        switch (said.judged()) {
            case Rated rated -> go(said.id(), rated, Went.RATED, now, go);
            case Judged.Nothing nothing ->
                go(
                        said.id(),
                        null,
                        switch (nothing.why()) {
                            case LATE -> Went.LATE;
                            case FAILED -> Went.FAILED;
                            case JUNK -> Went.JUNK;
                        },
                        now,
                        go);
        }
    }

    private void overdue(Instant now, List<ClassifiedPrompt> go) {
        Instant late = now.minus(tier.config().limit()).minus(GRACE);
        Iterator<Map.Entry<String, Instant>> oldest = waiting.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Instant> each = oldest.next();
            if (!each.getValue().isBefore(late)) {
                return;
            }
            oldest.remove();
            go(each.getKey(), null, Went.LATE, now, go);
        }
    }

    private void go(String id, @Nullable Rated rated, Went how, Instant now, List<ClassifiedPrompt> go) {
        Doubt doubt = store.get(id);
        if (doubt == null || doubt.gone()) {
            return;
        }
        ClassifiedPrompt prompt = doubt.prompt();
        ClassifiedPrompt goes =
                rated == null ? prompt : with(prompt, tier.scores().of(prompt.classification(), rated));
        leave(id, goes, now);
        tier.listener()
                .went(how, Math.max(0, Duration.between(doubt.since(), now).toMillis()));
        go.add(goes);
    }

    private void leave(String id, ClassifiedPrompt goes, Instant now) {
        PromptRequest request = goes.request();
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

    private static ClassifiedPrompt with(ClassifiedPrompt prompt, Classification classification) {
        return new ClassifiedPrompt(
                prompt.request(), classification, prompt.attempts(), prompt.deadline(), prompt.route());
    }

    /** A note goes when a commit must have followed: every turn of a stream thread, a tick included, commits when it is time to. */
    private void forget(Instant now) {
        Instant committed = lastTick == null ? Instant.MIN : lastTick.minus(REREAD);
        while (!gone.isEmpty() && gone.peekFirst().from().isBefore(committed)) {
            store.delete(gone.removeFirst().id());
        }
        lastTick = now;
    }
}
