package io.promptyard.router.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which models were judged by the same prompts: those that share a row, directly or by way of others, are one group and
 * are learnt from that group's rows. A group is named after the first of its models.
 */
final class Groups {
    private final Map<String, String> parents = new HashMap<>();

    private Groups() {}

    /** Heads by group, then by name. {@code rows} are numbered as they come. */
    static SortedMap<String, SortedMap<String, HeadRows>> of(List<LabelledPrompt> rows) {
        Groups groups = new Groups();
        rows.forEach(row -> groups.join(row.scores()));
        Map<String, HeadRows.Builder> builders = new HashMap<>();
        for (int at = 0; at < rows.size(); at++) {
            LabelledPrompt row = rows.get(at);
            for (Map.Entry<String, Double> score : row.scores().entrySet()) {
                builders.computeIfAbsent(score.getKey(), name -> new HeadRows.Builder())
                        .add(at, score.getValue(), row.weight());
            }
        }
        Map<String, SortedMap<String, HeadRows>> byRoot = new HashMap<>();
        builders.forEach((head, builder) -> byRoot.computeIfAbsent(groups.root(head), root -> new TreeMap<>())
                .put(head, builder.build()));
        SortedMap<String, SortedMap<String, HeadRows>> named = new TreeMap<>();
        byRoot.values().forEach(heads -> named.put(heads.firstKey(), heads));
        return named;
    }

    private void join(Map<String, Double> scores) {
        List<String> names = new ArrayList<>(scores.keySet());
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
