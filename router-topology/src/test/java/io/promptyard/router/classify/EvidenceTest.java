package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent.PromptBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is looked up by hash is what {@link Evidence}, with which the lexicons were made, says in words. */
class EvidenceTest {
    private static final List<String> TASKS = Tables.builtIn().tasks();
    private static final List<String> DOMAINS = Tables.builtIn().domains();
    private static final Map<String, float[]> TASK_ROWS = rows(TASKS);
    private static final Map<String, float[]> DOMAIN_ROWS = rows(DOMAINS);
    private static final WordTables TABLES = new WordTables(Tables.builtIn());

    @Property(tries = 500)
    void shouldWeighTheEvidenceInWordsWhenItIsLookedUpByHash(@ForAll("texts") String text) {
        // Given
        List<String> words = Words.of(text);
        Reading asked = TABLES.reading().read(text);
        Structure structure = Structure.of(PromptBody.ofUser(text), text.length(), asked.scan(), 0);

        // When
        Lexicon.Scores task = TABLES.tasks().evidence(asked, structure);
        Lexicon.Scores domain = TABLES.domains().score(asked);

        // Then
        assertThat(task.sums()).isEqualTo(sums(TASK_ROWS, Evidence.of(words, structure)));
        assertThat(domain.sums()).isEqualTo(sums(DOMAIN_ROWS, Evidence.words(words)));
        assertThat(domain.known()).isEqualTo((int)
                Evidence.words(words).stream().filter(DOMAIN_ROWS::containsKey).count());
    }

    @Property(tries = 200)
    void shouldCountAVerbOnceWhenItIsRepeated(@ForAll("texts") String text) {
        // Given
        Set<String> verbs = new LinkedHashSet<>(Tables.builtIn().instructions());

        // When
        int counted = TABLES.instructions(TABLES.reading().read(text));

        // Then
        assertThat(counted).isEqualTo((int)
                Words.of(text).stream().filter(verbs::contains).distinct().count());
    }

    @Provide
    Arbitrary<String> texts() {
        List<String> parts = new ArrayList<>(TASK_ROWS.keySet());
        parts.addAll(DOMAIN_ROWS.keySet());
        parts.addAll(Tables.builtIn().instructions());
        parts.addAll(
                List.of("3", "4 + 5 =", "```", "- ", "?", "\n", "λ", "漢", "Don’t", "x", "$a", "A) ", "{\"a\": 1}"));
        return Arbitraries.of(parts).list().ofMaxSize(150).map(list -> String.join(" ", list));
    }

    private static double[] sums(Map<String, float[]> rows, Set<String> evidence) {
        double[] sums = new double[rows.values().iterator().next().length];
        for (String piece : evidence) {
            float[] row = rows.get(piece);
            for (int label = 0; row != null && label < sums.length; label++) {
                sums[label] += row[label];
            }
        }
        return sums;
    }

    private static Map<String, float[]> rows(List<String> lines) {
        Map<String, float[]> rows = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            float[] row = new float[lines.get(0).split("\t").length];
            for (String entry : line.substring(line.indexOf('\t') + 1).split(" ")) {
                String[] weight = entry.split(":");
                row[Integer.parseInt(weight[0])] = Integer.parseInt(weight[1]) / 100f;
            }
            rows.put(line.substring(0, line.indexOf('\t')), row);
        }
        return rows;
    }
}
