package io.promptyard.standalone.letters;

import io.promptyard.model.RedriveNote;
import io.promptyard.model.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was redriven before, kept in the compacted topic {@code redrives} beyond the 24 hours for which the router knows
 * an id again. A note is written before a prompt is sent and again after: one that only has the first may have been
 * sent. While the router would know its id, sending it again is safe; later nobody can tell. Not thread-safe.
 */
final class RedriveBook {
    /** Less than the router's memory of ids, as clocks differ and a prompt takes time to be read. */
    static final Duration SAFE = Duration.ofHours(20);

    private final Map<RequestId, RedriveNote> notes = new HashMap<>();
    private final Clock clock;

    RedriveBook(Clock clock) {
        this.clock = clock;
    }

    /** What is known of a redrive. */
    enum Known {
        NEW,
        BEGUN,
        SENT,
        DOUBTFUL
    }

    void put(RedriveNote note) {
        notes.put(note.id(), note);
    }

    @Nullable
    RedriveNote note(RequestId id) {
        return notes.get(id);
    }

    Known known(RequestId id) {
        RedriveNote note = notes.get(id);
        if (note == null) {
            return Known.NEW;
        }
        if (note.sentAt() != null) {
            return Known.SENT;
        }
        Instant now = clock.instant();
        return note.begunAt().plus(SAFE).isAfter(now) ? Known.BEGUN : Known.DOUBTFUL;
    }
}
