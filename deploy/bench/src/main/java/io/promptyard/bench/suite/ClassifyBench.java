package io.promptyard.bench.suite;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.ClassifierParts;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.standalone.demo.DemoPrompt;
import io.promptyard.standalone.demo.DemoPrompts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** What the classification of a prompt costs, and its parts, on one thread. */
final class ClassifyBench {
    private static final List<Integer> SIZES = List.of(1_000, 8_000, 64_000, 1_000_000);
    private static final String SPLIT = "text split at spaces";

    private final TimedLoop loop;

    private ClassifyBench(TimedLoop loop) {
        this.loop = loop;
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        List<String> texts = DemoPrompts.load().stream().map(DemoPrompt::prompt).toList();
        ClassifyBench bench = new ClassifyBench(new TimedLoop(settings, progress));
        HeuristicClassifier classifier = HeuristicClassifier.create(System::nanoTime);
        return new Report(
                "classify",
                "./promptyard bench classify --markdown",
                machine,
                List.of(bench.parts(texts, classifier), bench.sizes(texts, classifier)),
                List.of(
                        "One thread. A row is loaded for the warm-up and then measured; prompts are taken in turn. CPU is the"
                                + " thread's own time, which a busy machine changes least.",
                        "The parts' inputs stand ready, so the parts add up to about the whole."
                                + " p99 over prompts of all sizes is that of the longest."));
    }

    private Figures parts(List<String> texts, HeuristicClassifier classifier) {
        ClassifierParts parts = new ClassifierParts();
        Map<String, List<IntSupplier>> rows = new LinkedHashMap<>();
        for (String text : texts) {
            add(rows, SPLIT, () -> text.split(" ").length);
            add(rows, "classification", whole(classifier, text));
            parts.of(PromptBody.ofUser(text)).forEach((part, work) -> add(rows, "its " + part, work));
        }
        Builder figures = table("The " + texts.size() + " prompts of the demo");
        loop.measure(rows, figures);
        return figures.build();
    }

    private Figures sizes(List<String> texts, HeuristicClassifier classifier) {
        String all = texts.stream().collect(Collectors.joining("\n\n"));
        Builder figures = table("Prompts of a size, made of the demo's");
        for (int size : SIZES) {
            String text = all.repeat(size / all.length() + 1).substring(0, size);
            Map<String, List<IntSupplier>> rows = new LinkedHashMap<>();
            add(rows, SPLIT + ", " + size + " characters", () -> text.split(" ").length);
            add(rows, "classification, " + size + " characters", whole(classifier, text));
            loop.measure(rows, figures);
        }
        return figures.build();
    }

    private static Builder table(String title) {
        return Figures.of(title, "what", "p50 µs", "p99 µs", "p99 CPU µs", "CPU µs", "per CPU second", "CPU / split");
    }

    private static IntSupplier whole(HeuristicClassifier classifier, String text) {
        PromptRequest request = PromptRequest.of(new RequestId("bench"), Instant.EPOCH, PromptBody.ofUser(text));
        return () -> classifier.classify(request).promptTokens();
    }

    private static void add(Map<String, List<IntSupplier>> rows, String name, IntSupplier work) {
        rows.computeIfAbsent(name, n -> new ArrayList<>()).add(work);
    }
}
