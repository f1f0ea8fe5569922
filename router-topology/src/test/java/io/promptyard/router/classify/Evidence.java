package io.promptyard.router.classify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the lexicons weigh: each word once, the opening word and pair of words marked {@code ^}, and a few marks
 * {@code #} of structure. Options and answer letters of a test are left out on purpose: they tell the benchmark.
 */
final class Evidence {
    private Evidence() {}

    static Set<String> of(List<String> words, Structure structure) {
        return marked(words(words), words, structure);
    }

    /** Adds the marks to {@code evidence}, the distinct words of {@code words}. */
    static Set<String> marked(Set<String> evidence, List<String> words, Structure structure) {
        if (words.isEmpty()) {
            return evidence;
        }
        evidence.add("^" + words.get(0));
        if (words.size() > 1) {
            evidence.add("^" + words.get(0) + " " + words.get(1));
        }
        mark(evidence, "#code", structure.code() > 0.3);
        mark(evidence, "#math", structure.math() > 0.25);
        mark(evidence, "#maths", structure.math() > 0.6);
        mark(evidence, "#json", structure.json());
        mark(evidence, "#question", structure.questions() > 0);
        mark(evidence, "#numbers", structure.numbers() > 2);
        mark(evidence, "#number", structure.numbers() > 0);
        mark(evidence, "#list", structure.listItems() > 2);
        mark(evidence, "#short", words.size() < 13);
        mark(evidence, "#long", words.size() > 100);
        return evidence;
    }

    /** The words alone: the subject of a prompt does not depend on its shape. */
    static Set<String> words(List<String> words) {
        Set<String> distinct = new LinkedHashSet<>(words.size() * 2 + 16);
        for (String word : words) {
            if (word.length() > 1) {
                distinct.add(word);
            }
        }
        return distinct;
    }

    private static void mark(Set<String> evidence, String mark, boolean holds) {
        if (holds) {
            evidence.add(mark);
        }
    }
}
