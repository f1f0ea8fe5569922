package io.promptyard.router.replay.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a replay found. Holds no prompt and no answer, but for {@link Disagreement#text} where texts were asked for.
 *
 * @param id of the experiment
 * @param name given to it by who ran it; may be empty
 * @param from first moment of the replayed traffic
 * @param to end of it, exclusive
 * @param candidateVersion version of the candidate configuration, as decisions name it
 * @param recordedVersions versions that made the recorded decisions, the most frequent first
 * @param filter expression that chose the prompts; empty for all
 * @param reclassified whether prompts were classified again
 * @param moves the most frequent first; those that stay are among them
 * @param targets every target that either policy used or could have used
 * @param live null for a dry replay
 * @param notes for people: what limits the figures above
 */
public record ReplayReport(
        String id,
        String name,
        ReplayMode mode,
        Instant madeAt,
        Instant from,
        Instant to,
        String candidateVersion,
        List<String> recordedVersions,
        String filter,
        boolean reclassified,
        ReplayCounts counts,
        GroupFigures total,
        List<GroupFigures> byRoute,
        List<GroupFigures> byTask,
        List<GroupFigures> byTenant,
        List<Move> moves,
        List<TargetPoint> targets,
        List<Disagreement> disagreements,
        @Nullable LiveFigures live,
        List<String> notes) {
    public ReplayReport {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(total, "total");
        recordedVersions = List.copyOf(recordedVersions);
        byRoute = List.copyOf(byRoute);
        byTask = List.copyOf(byTask);
        byTenant = List.copyOf(byTenant);
        moves = List.copyOf(moves);
        targets = List.copyOf(targets);
        disagreements = List.copyOf(disagreements);
        notes = List.copyOf(notes);
    }
}
