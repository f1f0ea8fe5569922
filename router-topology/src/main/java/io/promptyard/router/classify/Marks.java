package io.promptyard.router.classify;

/** The marks {@code #} of structure that the lexicon of tasks weighs beside words, by their numbers. Immutable. */
final class Marks {
    private static final int SHORT_WORDS = 13;
    private static final int LONG_WORDS = 100;

    private final int code;
    private final int math;
    private final int maths;
    private final int json;
    private final int question;
    private final int numbers;
    private final int number;
    private final int list;
    private final int brief;
    private final int extended;

    Marks(WordTable table) {
        code = table.add("#code");
        math = table.add("#math");
        maths = table.add("#maths");
        json = table.add("#json");
        question = table.add("#question");
        numbers = table.add("#numbers");
        number = table.add("#number");
        list = table.add("#list");
        brief = table.add("#short");
        extended = table.add("#long");
    }

    /** Adds what holds of a prompt of {@code words} words; of one without words nothing does. */
    void addTo(Lexicon.Scores scores, Structure structure, int words) {
        if (words == 0) {
            return;
        }
        add(scores, code, structure.code() > 0.3);
        add(scores, math, structure.math() > 0.25);
        add(scores, maths, structure.math() > 0.6);
        add(scores, json, structure.json());
        add(scores, question, structure.questions() > 0);
        add(scores, numbers, structure.numbers() > 2);
        add(scores, number, structure.numbers() > 0);
        add(scores, list, structure.listItems() > 2);
        add(scores, brief, words < SHORT_WORDS);
        add(scores, extended, words > LONG_WORDS);
    }

    private static void add(Lexicon.Scores scores, int mark, boolean holds) {
        if (holds) {
            scores.add(mark);
        }
    }
}
