package io.promptyard.router.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which models were judged by the same prompts: those that share a row, directly or by way of others, are one group and
 * are learnt from that group's rows. A group is named after the first of its models.
 */
final class Groups {
    private final Map<String, String> parents = new HashMap<>();

    private Groups() {}

    /** The groups that {@code rows} hold, by name. */
    static List<BlockRows> of(List<LabelledPrompt> rows) {
        Groups groups = new Groups();
        rows.forEach(row -> groups.join(row.scores()));
        SortedMap<String, SortedSet<String>> byRoot = new TreeMap<>();
        for (String head : groups.parents.keySet()) {
            byRoot.computeIfAbsent(groups.root(head), root -> new TreeSet<>()).add(head);
        }
        return byRoot.values().stream()
                .sorted(Comparator.comparing(SortedSet::first))
                .map(heads -> BlockRows.of(heads.first(), List.copyOf(heads), rows))
                .toList();
    }

    private void join(Map<String, Double> scores) {
        List<String> names = new ArrayList<>(scores.keySet());
        if (names.isEmpty()) {
            return;
        }
        Collections.sort(names);
        for (String name : names) {
            parents.putIfAbsent(name, name);
            parents.put(root(name), root(names.getFirst()));
        }
    }

    private String root(String name) {
        String at = name;
        while (!parents.get(at).equals(at)) {
            at = parents.get(at);
        }
        return at;
    }
}
