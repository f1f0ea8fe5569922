package io.promptyard.router.classify;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Task;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The first tier: no training needed, no network, some tens of microseconds. Tokens are counted with a real tokenizer
 * ({@link TokenCounter}); language, task, domain and complexity come from words and shape of a bounded extract. Predicts
 * no model's success: {@code scores} is empty.
 *
 * <p>A sealed body is {@link Task#OTHER} in an undetermined language, its tokens taken from its size at four bytes each.
 * Thread-safe; never throws. Building one loads the vocabularies (half a second, 40 MB): build one per process.
 */
public final class HeuristicClassifier implements PromptClassifier {
    public static final String NAME = "heuristic-1";

    private static final double LEAST_DOMAIN_SHARE = 0.2;
    private static final int LEAST_DOMAIN_WORDS = 2;
    private static final double LEAST_TASK_CONFIDENCE = 0.6;
    private static final int SEALED_BYTES_PER_TOKEN = 4;

    private final TokenCounter tokens;
    private final WordTables tables;
    private final Spares<Readings> spares;
    private final LongSupplier nanos;

    /** The working memory of one classification. */
    private record Readings(Reading asked, Reading system) {}

    HeuristicClassifier(TokenCounter tokens, Tables tables, LongSupplier nanos) {
        this.tokens = tokens;
        this.tables = new WordTables(tables);
        this.spares = new Spares<>(() -> new Readings(this.tables.reading(), this.tables.reading()));
        this.nanos = nanos;
    }

    /** {@code nanos} measures {@link Classification#micros()} and nothing else: {@code System::nanoTime}. */
    public static HeuristicClassifier create(LongSupplier nanos) {
        return new HeuristicClassifier(TokenCounter.o200k(), Tables.builtIn(), nanos);
    }

    @Override
    public Classification classify(PromptRequest request) {
        return classify(request, (first, structure, asked) -> first);
    }

    /** The same, and then what {@code second} makes of it; a sealed body has nothing to look at and is not shown to it. */
    public Classification classify(PromptRequest request, SecondLook second) {
        long start = nanos.getAsLong();
        return switch (request.body()) {
            case PromptBody body -> {
                Readings readings = spares.take();
                try {
                    yield clear(body, readings, start, second);
                } finally {
                    spares.give(readings);
                }
            }
            case PromptContent.EmbeddingBody body -> unseen(EmbeddingTokens.estimate(body), start);
            case PromptContent.Sealed sealed ->
                unseen(sealed.body().sealed().remaining() / SEALED_BYTES_PER_TOKEN, start);
        };
    }

    private Classification clear(PromptBody body, Readings readings, long start, SecondLook second) {
        PromptText text = PromptText.of(body);
        Reading asked = readings.asked().read(text.asked());
        Reading system = readings.system().read(text.system());
        Structure structure = Structure.of(body, text.chars(), asked.scan(), tables.instructions(asked));
        TaskScorer.Verdict verdict = tables.tasks().task(asked, system, structure);
        int promptTokens = tokens.count(body);
        Classification first = new Classification(
                NAME,
                verdict.task(),
                verdict.confidence(),
                domain(tables.domains().score(asked), verdict),
                tables.languages().detect(asked),
                promptTokens,
                Complexity.of(verdict.task(), promptTokens, structure),
                Map.of(),
                structure.features(),
                micros(start));
        return second.classify(first, structure, asked.scan());
    }

    /** What no route is chosen by: sealed, or no prompt at all. */
    private Classification unseen(int promptTokens, long start) {
        return new Classification(
                NAME,
                Task.OTHER,
                0,
                "",
                LanguageDetector.UNDETERMINED,
                promptTokens,
                Complexity.of(Task.OTHER, promptTokens, Structure.NONE),
                Map.of(),
                Map.of(),
                micros(start));
    }

    private String domain(Lexicon.Scores scores, TaskScorer.Verdict verdict) {
        int best = scores.best();
        boolean enough = scores.known() >= LEAST_DOMAIN_WORDS && scores.share(best) >= LEAST_DOMAIN_SHARE;
        if (enough) {
            return tables.domains().labels().get(best);
        }
        return verdict.confidence() < LEAST_TASK_CONFIDENCE ? "" : ofTask(verdict.task());
    }

    /** The subject that a task is about by itself, for prompts too short to show theirs. */
    private static String ofTask(Task task) {
        return switch (task) {
            case MATH -> "math";
            case CODE -> "computer science";
            case LEGAL -> "law";
            case MEDICAL -> "health";
            case REASONING, OPEN_QA, COMMONSENSE, CREATIVE_WRITING, SUMMARIZATION, EXTRACTION -> "";
            case TRANSLATION, REWRITING, CLASSIFICATION, CHAT, TOOL_USE, OTHER -> "";
        };
    }

    private long micros(long start) {
        return Math.max(0, (nanos.getAsLong() - start) / 1000);
    }
}
