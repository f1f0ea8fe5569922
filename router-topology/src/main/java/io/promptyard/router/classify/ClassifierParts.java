package io.promptyard.router.classify;

import io.promptyard.model.PromptContent.PromptBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** The parts of {@link HeuristicClassifier}, one by one, for who measures them. Thread-safe; build one per process. */
public final class ClassifierParts {
    private final TokenCounter tokens = TokenCounter.o200k();
    private final WordTables tables = new WordTables(Tables.builtIn());

    /**
     * By name, each part's work on one prompt, what it needs from the parts before it already at hand. What a part
     * answers only keeps its work from being optimised away.
     */
    public Map<String, IntSupplier> of(PromptBody body) {
        PromptText text = PromptText.of(body);
        Reading asked = tables.reading().read(text.asked());
        Reading system = tables.reading().read(text.system());
        Reading again = tables.reading();
        Structure structure = Structure.of(body, text.chars(), asked.scan(), 0);
        Map<String, IntSupplier> parts = new LinkedHashMap<>();
        parts.put("tokens", () -> tokens.count(body));
        parts.put("words", () -> again.read(PromptText.of(body).asked()).size());
        parts.put(
                "structure",
                () -> Structure.of(body, text.chars(), asked.scan(), 0).numbers());
        parts.put("language", () -> tables.languages().detect(asked).length());
        parts.put(
                "task",
                () -> tables.tasks().task(asked, system, structure).task().ordinal());
        parts.put("evidence", () -> tables.tasks().evidence(asked, structure).known());
        parts.put("domain", () -> tables.domains().score(asked).known());
        return parts;
    }
}
