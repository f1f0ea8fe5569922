package io.promptyard.router.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Makes {@code task-lexicon.tsv} and {@code domain-lexicon.tsv} from labelled prompts, or judges the classifier on some:
 * {@code train task|domain FILE.jsonl.gz[,FILE…] OUT.tsv} or {@code judge task|domain FILE.jsonl.gz}; a line has
 * {@code text} and {@code label}. Lines that many prompts share are left out when training: they tell the benchmark.
 */
final class LexiconTrainer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VOCABULARY = 2500;
    private static final int LEAST_EXAMPLES = 15;
    private static final int SHARED_LINE = 5;
    private static final int EPOCHS = 14;
    private static final double DECAY = 2e-5;
    private static final Map<String, Task> MAPPED = Map.of(
            "commonsense_mc", Task.COMMONSENSE,
            "assistant_command", Task.TOOL_USE,
            "chit_chat", Task.CHAT,
            "constrained_writing", Task.CREATIVE_WRITING,
            "logic", Task.REASONING,
            "reading_comprehension", Task.EXTRACTION,
            "summarisation", Task.SUMMARIZATION);

    private LexiconTrainer() {}

    record Example(String text, String label) {}

    record Row(Set<String> evidence, int label, double[] fixed) {}

    public static void main(String[] args) throws IOException {
        boolean task = args[1].equals("task");
        List<Example> examples = new ArrayList<>();
        for (String file : args[2].split(",")) {
            examples.addAll(read(Path.of(file), task));
        }
        if (args[0].equals("train")) {
            Files.write(Path.of(args[3]), train(withoutSharedLines(examples), task), StandardCharsets.UTF_8);
        } else {
            judge(examples, task);
        }
    }

    private static List<Example> read(Path file, boolean task) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode node = JSON.readTree(line);
                String label = node.get("label").asText();
                examples.add(new Example(
                        node.get("text").asText(),
                        task && MAPPED.containsKey(label) ? MAPPED.get(label).label() : label));
            }
        }
        return examples;
    }

    private static List<Example> withoutSharedLines(List<Example> examples) {
        Map<String, Integer> seen = new HashMap<>();
        examples.forEach(
                example -> example.text().lines().distinct().forEach(line -> seen.merge(line, 1, Integer::sum)));
        return examples.stream()
                .map(example -> new Example(
                        String.join(
                                "\n",
                                example.text()
                                        .lines()
                                        .filter(line -> seen.get(line) < SHARED_LINE)
                                        .toList()),
                        example.label()))
                .filter(example -> !example.text().isBlank())
                .toList();
    }

    private static List<String> train(List<Example> examples, boolean task) {
        Map<String, Integer> counts = new TreeMap<>();
        examples.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
        List<String> labels = counts.keySet().stream()
                .filter(label -> counts.get(label) >= LEAST_EXAMPLES)
                .toList();
        WordTable table = new WordTable();
        Cues cues = Cues.parse(Tables.lines("task-cues.tsv"), table);
        TaskScorer fixed = new TaskScorer(Lexicon.empty(task ? labels : List.of()), cues, new Marks(table));
        List<Row> rows = new ArrayList<>();
        for (Example example : examples) {
            if (labels.contains(example.label())) {
                rows.add(row(example, labels, task ? fixed : null, table));
                int options = task ? -1 : example.text().indexOf("\nA. ");
                if (options > 0) {
                    Example question = new Example(example.text().substring(0, options), example.label());
                    rows.add(row(question, labels, null, table));
                }
            }
        }
        Map<String, float[]> weights = new TreeMap<>();
        vocabulary(rows, labels.size()).forEach(word -> weights.put(word, new float[labels.size()]));
        descend(rows, weights, labels, counts);
        List<String> lines = new ArrayList<>();
        lines.add(String.join("\t", labels));
        weights.forEach((word, row) -> line(word, row).ifPresent(lines::add));
        return lines;
    }

    private static Row row(Example example, List<String> labels, TaskScorer scorer, WordTable table) {
        PromptBody body = PromptBody.ofUser(example.text());
        PromptText text = PromptText.of(body);
        List<String> words = Words.of(text.asked());
        Reading asked = Reading.of(text.asked(), table);
        Structure structure = Structure.of(body, text.chars(), asked.scan(), 0);
        double[] fixed = new double[labels.size()];
        if (scorer != null) {
            double[] sums = new double[Task.values().length];
            scorer.fixed(sums, asked, Reading.of("", table), structure);
            Arrays.setAll(
                    fixed,
                    label -> sums[Task.ofLabel(labels.get(label)).orElseThrow().ordinal()]);
        }
        return new Row(
                scorer == null ? Evidence.words(words) : Evidence.of(words, structure),
                labels.indexOf(example.label()),
                fixed);
    }

    /** The pieces of evidence that tell most of the label, by mutual information. */
    private static List<String> vocabulary(List<Row> rows, int labels) {
        Map<String, int[]> seen = new HashMap<>();
        int[] totals = new int[labels];
        for (Row row : rows) {
            totals[row.label()]++;
            row.evidence().forEach(piece -> seen.computeIfAbsent(piece, p -> new int[labels])[row.label()]++);
        }
        Map<String, Double> gains = new HashMap<>();
        seen.forEach((piece, counts) -> {
            double all = Arrays.stream(counts).sum();
            double gain = 0;
            for (int label = 0; label < labels; label++) {
                double expected = all * totals[label] / rows.size();
                gain += counts[label] == 0 ? 0 : counts[label] * Math.log(counts[label] / expected);
            }
            if (all >= 4) {
                gains.put(piece, gain);
            }
        });
        return gains.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(VOCABULARY)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void descend(
            List<Row> rows, Map<String, float[]> weights, List<String> labels, Map<String, Integer> counts) {
        Random random = new Random(7);
        List<Row> order = new ArrayList<>(rows);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            java.util.Collections.shuffle(order, random);
            double rate = 0.08 / (1 + epoch);
            for (Row row : order) {
                List<float[]> known = row.evidence().stream()
                        .map(weights::get)
                        .filter(found -> found != null)
                        .toList();
                double[] sums = row.fixed().clone();
                known.forEach(found -> Arrays.setAll(sums, label -> sums[label] + found[label]));
                double balance =
                        Math.pow(rows.size() / (double) labels.size() / counts.get(labels.get(row.label())), 0.3);
                for (int label = 0; label < sums.length; label++) {
                    double step = rate * balance * ((label == row.label() ? 1 : 0) - Lexicon.share(sums, label));
                    for (float[] found : known) {
                        found[label] += (float) (step - DECAY * known.size() * found[label]);
                    }
                }
            }
        }
    }

    private static java.util.Optional<String> line(String word, float[] row) {
        List<String> entries = new ArrayList<>();
        for (int label = 0; label < row.length; label++) {
            int hundredths = Math.round(row[label] * 100);
            if (Math.abs(hundredths) >= 6) {
                entries.add(label + ":" + hundredths);
            }
        }
        return entries.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(word + "\t" + String.join(" ", entries));
    }

    private static void judge(List<Example> examples, boolean task) {
        HeuristicClassifier classifier = HeuristicClassifier.create(System::nanoTime);
        Map<String, int[]> table = new TreeMap<>();
        Map<String, Integer> confusions = new TreeMap<>();
        int right = 0;
        for (Example example : examples) {
            var found = classifier.classify(ClassifierFixtures.request(PromptBody.ofUser(example.text())));
            String label = task ? found.task().label() : found.domain();
            right += label.equals(example.label()) ? 1 : 0;
            table.computeIfAbsent(example.label(), l -> new int[3])[label.equals(example.label()) ? 0 : 1]++;
            if (!label.equals(example.label())) {
                table.computeIfAbsent(label, l -> new int[3])[2]++;
                confusions.merge(example.label() + " as " + label, 1, Integer::sum);
            }
        }
        double f1 = 0;
        int labels = 0;
        for (var entry : table.entrySet()) {
            int[] c = entry.getValue();
            System.out.printf(
                    "%-18s n %4d  recall %.3f  precision %.3f%n",
                    entry.getKey(),
                    c[0] + c[1],
                    c[0] / (double) Math.max(1, c[0] + c[1]),
                    c[0] / (double) Math.max(1, c[0] + c[2]));
            if (c[0] + c[1] > 0) {
                f1 += 2.0 * c[0] / (2 * c[0] + c[1] + c[2]);
                labels++;
            }
        }
        System.out.printf(
                "accuracy %.3f  macro-F1 %.3f over %d labels, %d prompts%n",
                right / (double) examples.size(), f1 / labels, labels, examples.size());
        confusions.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(14)
                .forEach(entry -> System.out.println("  " + entry.getValue() + "  " + entry.getKey()));
    }
}
