package io.promptyard.router.hold;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * A prompt's place in the line.
 *
 * @param key of its note
 * @param targets any of which it waits for; empty when that is not known, after a restart
 */
record Place(String key, String tenant, int priority, Instant since, Instant deadline, Set<Target> targets) {

    static String key(ClassifiedPrompt prompt) {
        return prompt.request().id().value() + "/" + (prompt.attempts().size() + 1);
    }

    static Place of(ClassifiedPrompt prompt, Instant since, Set<Target> targets) {
        return new Place(
                key(prompt),
                prompt.request().tenant(),
                prompt.request().priority(),
                since,
                prompt.deadline(),
                Set.copyOf(targets));
    }

    Place waitingFor(Set<Target> others) {
        return new Place(key, tenant, priority, since, deadline, Set.copyOf(others));
    }

    /** Its priority, and one more for each {@code ageing} that it has waited, up to the highest. */
    int level(Instant now, Duration ageing) {
        long waited = Math.max(0, Duration.between(since, now).toMillis());
        return (int) Math.min(PromptRequest.HIGHEST, priority + waited / Math.max(1, ageing.toMillis()));
    }

    /** As if it had come so much earlier as its priority is worth: the order of those of one tenant, whenever it is looked at. */
    static Comparator<Place> byAge(Duration ageing) {
        return Comparator.<Place, Instant>comparing(place -> place.since().minus(ageing.multipliedBy(place.priority())))
                .thenComparing(Place::key);
    }
}
