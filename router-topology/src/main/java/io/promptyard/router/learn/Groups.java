package io.promptyard.router.learn;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which models were judged by the same benchmarks: they are one group and are learnt from its rows, so that a group knows
 * what it was never asked. A group is named after the first of its models.
 */
final class Groups {
    private Groups() {}

    /** The groups that {@code rows} hold, by name. */
    static List<BlockRows> of(List<LabelledPrompt> rows) {
        SortedMap<String, SortedSet<String>> benches = new TreeMap<>();
        for (LabelledPrompt row : rows) {
            for (String model : row.scores().keySet()) {
                benches.computeIfAbsent(model, name -> new TreeSet<>()).add(row.bench());
            }
        }
        SortedMap<String, SortedSet<String>> groups = new TreeMap<>();
        benches.forEach((model, judged) -> groups.computeIfAbsent(String.join("\n", judged), all -> new TreeSet<>())
                .add(model));
        return groups.values().stream()
                .sorted(Comparator.comparing(SortedSet::first))
                .map(heads -> BlockRows.of(heads.first(), List.copyOf(heads), rows))
                .toList();
    }
}
