package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.router.judge.JudgeListener.Passed;
import io.promptyard.router.judge.JudgeListener.Went;
import io.promptyard.router.judge.Judged.Rated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of one task that wait for the judge. Stream thread only; what the judge says is left in a queue by other threads and taken at the
 * next tick.
 */
final class InDoubt implements Doubts {
    /** Behind the judge's own limit: what it says then has been lost. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final PastDoubts notes;
    private final JudgeTier tier;
    private final Queue<Said> said = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> waiting = new LinkedHashMap<>();
    private volatile int size;

    private record Said(String id, Judged judged) {}

    InDoubt(KeyValueStore<String, Doubt> store, JudgeTier tier) {
        this.notes = new PastDoubts(store, tier.clock());
        this.tier = tier;
    }

    @Override
    public void restore() {
        tier.tasks().add(this);
        notes.restore();
        count();
    }

    @Override
    public void close() {
        tier.tasks().remove(this);
    }

    /** How many wait, as of the last tick or arrival. From any thread. */
    int waiting() {
        return size;
    }

    private void count() {
        size = waiting.size() + notes.orphans();
    }

    @Override
    public Optional<ClassifiedPrompt> taken(ClassifiedPrompt prompt) {
        Optional<ClassifiedPrompt> again = notes.again(prompt);
        if (again.isPresent()) {
            waiting.remove(prompt.request().id().value());
            tier.listener().passed(Passed.AGAIN);
            return again;
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
        String id = prompt.request().id().value();
        notes.waits(prompt, now);
        waiting.put(id, now);
        count();
        tier.judge().ask(paid.get()).thenAccept(judged -> said.add(new Said(id, judged)));
        return Optional.empty();
    }

    private Optional<ClassifiedPrompt> passes(ClassifiedPrompt prompt, Passed why) {
        tier.listener().passed(why);
        return Optional.of(prompt);
    }

    @Override
    public List<ClassifiedPrompt> tick() {
        Instant now = tier.clock().instant();
        List<ClassifiedPrompt> go = new ArrayList<>();
        notes.orphans(now).forEach(each -> {
            went(each, Went.ORPHANED, now);
            go.add(each.prompt());
        });
        for (Said each = said.poll(); each != null; each = said.poll()) {
            if (waiting.remove(each.id()) != null) {
                judged(each, now, go);
            }
        }
        overdue(now, go);
        notes.forget(now);
        count();
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
        Doubt doubt = notes.waiting(id);
        if (doubt == null) {
            return;
        }
        ClassifiedPrompt prompt = doubt.prompt();
        ClassifiedPrompt goes =
                rated == null ? prompt : PastDoubts.with(prompt, tier.scores().of(prompt.classification(), rated));
        notes.leaves(goes, now);
        went(doubt, how, now);
        go.add(goes);
    }

    private void went(Doubt doubt, Went how, Instant now) {
        tier.listener()
                .went(how, Math.max(0, Duration.between(doubt.since(), now).toMillis()));
    }
}
