package io.promptyard.router.classify;

import io.promptyard.model.PromptContent.PromptBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** The parts of {@link HeuristicClassifier}, one by one, for who measures them. Thread-safe; build one per process. */
public final class ClassifierParts {
    private final TokenCounter tokens = TokenCounter.o200k();
    private final LanguageDetector languages;
    private final TaskScorer tasks;
    private final Lexicon domains;

    public ClassifierParts() {
        Tables tables = Tables.builtIn();
        languages = new LanguageDetector(tables.languages());
        tasks = new TaskScorer(Lexicon.parse(tables.tasks()), Cues.parse(tables.cues()));
        domains = Lexicon.parse(tables.domains());
    }

    /**
     * By name, each part's work on one prompt, what it needs from the parts before it already at hand. What a part
     * answers only keeps its work from being optimised away.
     */
    public Map<String, IntSupplier> of(PromptBody body) {
        PromptText text = PromptText.of(body);
        List<String> asked = Words.of(text.asked());
        List<String> system = Words.of(text.system());
        Structure structure = Structure.of(body, text, asked.size(), 0);
        Set<String> evidence = Evidence.of(asked, structure);
        Map<String, IntSupplier> parts = new LinkedHashMap<>();
        parts.put("tokens", () -> tokens.count(body));
        parts.put("words", () -> Words.of(PromptText.of(body).asked()).size());
        parts.put("structure", () -> Structure.of(body, text, asked.size(), 0).numbers());
        parts.put("language", () -> languages.detect(text.asked(), asked).length());
        parts.put(
                "task",
                () -> tasks.task(asked, system, evidence, structure).task().ordinal());
        parts.put("evidence", () -> Evidence.of(asked, structure).size());
        parts.put("domain", () -> domains.score(Evidence.words(asked)).known());
        return parts;
    }
}
