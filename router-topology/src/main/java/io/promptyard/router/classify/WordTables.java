package io.promptyard.router.classify;

import java.util.List;

/** The tables of the first tier, loaded over one {@link WordTable}. Immutable. */
final class WordTables {
    private final WordTable table = new WordTable();
    private final LanguageDetector languages;
    private final TaskScorer tasks;
    private final Lexicon domains;
    /** By the number of a word. */
    private final boolean[] instructions;

    WordTables(Tables tables) {
        languages = new LanguageDetector(tables.languages(), table);
        tasks = new TaskScorer(
                Lexicon.parse(tables.tasks(), table), Cues.parse(tables.cues(), table), new Marks(table));
        domains = Lexicon.parse(tables.domains(), table);
        List<Integer> verbs = tables.instructions().stream().map(table::add).toList();
        instructions = new boolean[table.size()];
        verbs.forEach(verb -> instructions[verb] = true);
    }

    /** A new one, for one thread. */
    Reading reading() {
        return new Reading(table);
    }

    LanguageDetector languages() {
        return languages;
    }

    TaskScorer tasks() {
        return tasks;
    }

    Lexicon domains() {
        return domains;
    }

    /** How many different verbs that ask for something there are. */
    int instructions(Reading asked) {
        int count = 0;
        for (int index = 0; index < asked.knownWords(); index++) {
            count += instructions[asked.known(index)] ? 1 : 0;
        }
        return count;
    }
}
