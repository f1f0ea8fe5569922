package io.promptyard.standalone.rollout;

import io.promptyard.router.config.ConfigProblem;
import io.promptyard.standalone.config.ConfigParts;
import io.promptyard.standalone.config.PublishedOverFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What of a file a running system would not have in force before its next restart. Pure. */
public final class RestartCheck {
    static final String RULE = "only a restart with the file changes it (--live-only applies the rest)";
    static final String NO_BUDGETS =
            "whether there are budgets at all changes with a restart alone, after 'config withdraw'";

    private RestartCheck() {}

    /**
     * By section. What is the same in a whole fleet must be so on every instance; what each process has for itself on one of them.
     *
     * @param restart of the file: see {@link PublishedOverFile#restart}
     * @param all those too that were killed, whose last words are passed over when they are old
     * @param liveOnly whether what needs a restart is left as it is
     */
    public static List<ConfigProblem> problems(
            Map<String, String> restart, List<Instance> all, boolean liveOnly, Instant now) {
        List<Instance> instances = Instance.heard(all, now);
        List<ConfigProblem> problems = new ArrayList<>();
        new TreeMap<>(restart).forEach((section, digest) -> {
            boolean budgets = section.equals(PublishedOverFile.BUDGETS);
            if (liveOnly && !budgets) {
                return;
            }
            List<Instance> others = instances.stream()
                    .filter(each -> !digest.equals(each.said().restart().getOrDefault(section, digest)))
                    .toList();
            boolean fits = ConfigParts.OF_A_PROCESS.contains(section)
                    ? others.size() < instances.size() || instances.isEmpty()
                    : others.isEmpty();
            if (!fits) {
                String names = others.stream().map(Instance::name).collect(Collectors.joining(", "));
                problems.add(
                        budgets
                                ? new ConfigProblem("ceilings", NO_BUDGETS, digest + " here, unlike " + names)
                                : new ConfigProblem(section, RULE, "another than " + names + " has"));
            }
        });
        return problems;
    }
}
