package io.promptyard.standalone.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an experiment of equivalence found, read back from the registry.
 *
 * @param reference whom the members were held against
 * @param tested the tasks on which something was found of each member, the good or the bad; of the reference those on which another was found as good
 * @param verified those of them on which it was found no worse
 */
public record EquivalenceReport(
        String id,
        String group,
        Target reference,
        Instant expires,
        Map<Target, Set<Task>> tested,
        Map<Target, Set<Task>> verified) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Empty when it is none, or one of a later version that this one cannot read. */
    public static Optional<EquivalenceReport> read(String report) {
        try {
            return Optional.of(of(JSON.readTree(report)));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As {@link EquivalenceEvidence#json} writes it. */
    private static EquivalenceReport of(JsonNode node) {
        Target reference = Target.parse(node.path("reference").asText());
        Map<Target, Set<Task>> tested = new LinkedHashMap<>();
        Map<Target, Set<Task>> verified = new LinkedHashMap<>();
        for (JsonNode finding : node.path("findings")) {
            Target member = Target.parse(finding.path("member").asText());
            Optional<Task> task = Task.ofLabel(finding.path("task").asText());
            String verdict = finding.path("verdict").asText();
            boolean good = verdict.equals("verified");
            task.ifPresent(on -> {
                if (good || verdict.equals("inferior")) {
                    add(tested, member, on);
                }
                if (good) {
                    add(tested, reference, on);
                    add(verified, member, on);
                    add(verified, reference, on); // it is what they were held against
                }
            });
        }
        return new EquivalenceReport(
                node.path("id").asText(),
                node.path("group").asText(),
                reference,
                Instant.parse(node.path("expires").asText()),
                tested,
                verified);
    }

    private static void add(Map<Target, Set<Task>> to, Target member, Task task) {
        to.computeIfAbsent(member, each -> EnumSet.noneOf(Task.class)).add(task);
    }

    public boolean hasVerified(Target member, Task task) {
        return verified.getOrDefault(member, Set.of()).contains(task);
    }
}
