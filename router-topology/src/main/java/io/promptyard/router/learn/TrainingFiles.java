package io.promptyard.router.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Domains;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Labelled prompts from files of JSON lines, gzipped or not: {@code {"id","bench","category","prompt","scores"}} with the
 * score of each model, or {@code {"id","source","label","text"}} with a task or a domain. Which of the two the labels of a
 * file are follows from all of them: domains where every one is a domain's name, else tasks. A file that ends with {@code
 * .templates} is expanded by {@link Templates}.
 *
 * <p>Where a benchmark has a score above 1, all of its scores are out of 10. Every row is taken, whatever it says of its split.
 */
public final class TrainingFiles {
    private static final double TEN = 10;
    private static final String TEMPLATES = ".templates";
    /** Prompts that are made for each task. */
    private static final int EXPANDED = 400;

    private static final Map<String, Task> OTHER_NAMES = Map.of(
            "commonsense_mc", Task.COMMONSENSE,
            "assistant_command", Task.TOOL_USE,
            "chit_chat", Task.CHAT,
            "constrained_writing", Task.CREATIVE_WRITING,
            "logic", Task.REASONING,
            "reading_comprehension", Task.EXTRACTION,
            "summarisation", Task.SUMMARIZATION);

    private final ObjectMapper json = new JsonMapper();

    /** What a line says; {@code label} as it stands in the file. */
    private record Line(
            String id, String text, String bench, String category, String label, Map<String, Double> scores) {
        Line divided(double by) {
            Map<String, Double> shares = new HashMap<>(scores);
            shares.replaceAll((model, score) -> score / by);
            return new Line(id, text, bench, category, label, shares);
        }
    }

    /** Rows with an id in {@code excluded} are left out. Throws {@link BadRowException} with file and line. */
    public List<LabelledPrompt> read(Path file, Set<String> excluded) throws IOException {
        if (file.getFileName().toString().endsWith(TEMPLATES)) {
            return Templates.parse(Files.readAllLines(file), file.toString()).expand(EXPANDED);
        }
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    lines.add(line(line, file + ":" + number));
                }
            }
        }
        boolean domains =
                lines.stream().allMatch(line -> line.label().isEmpty() || Domains.LABELS.contains(line.label()));
        Set<String> outOfTen = lines.stream()
                .filter(line -> line.scores().values().stream().anyMatch(score -> score > 1))
                .map(Line::bench)
                .collect(Collectors.toSet());
        List<LabelledPrompt> rows = new ArrayList<>();
        for (Line line : lines) {
            if (!excluded.contains(line.id())) {
                rows.add(row(line.divided(outOfTen.contains(line.bench()) ? TEN : 1), domains, file));
            }
        }
        return rows;
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file));
        raw.mark(2);
        boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return zipped ? new GZIPInputStream(raw) : raw;
    }

    private Line line(String line, String where) {
        JsonNode node;
        try {
            node = json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadRowException(where + ": must be a JSON object");
        }
        JsonNode text = node.hasNonNull("prompt") ? node.path("prompt") : node.path("text");
        if (!text.isTextual()) {
            throw new BadRowException(where + ": prompt: must be a string (got "
                    + (text.isMissingNode() ? "nothing" : text.getNodeType()) + ")");
        }
        Map<String, Double> scores = new HashMap<>();
        for (Map.Entry<String, JsonNode> score : node.path("scores").properties()) {
            double value = score.getValue().asDouble(Double.NaN);
            if (!(value >= -1 && value <= TEN)) {
                throw new BadRowException(where + ": scores." + score.getKey()
                        + ": must be from -1 to 1, or to 10 (got " + score.getValue() + ")");
            }
            scores.put(score.getKey(), value);
        }
        String bench = node.hasNonNull("bench")
                ? node.path("bench").asText()
                : node.path("source").asText("");
        return new Line(
                node.path("id").asText(where),
                text.textValue(),
                bench,
                node.path("category").asText(""),
                node.path("label").asText(""),
                scores);
    }

    private static LabelledPrompt row(Line line, boolean domains, Path file) {
        String domain = domains && !line.label().isEmpty() ? line.label() : null;
        Task task = null;
        if (!domains && !line.label().isEmpty()) {
            task = task(line.label())
                    .orElseThrow(() -> new BadRowException(file + ": label: must be a task or a domain (got "
                            + line.label() + " for " + line.id() + ")"));
        }
        return new LabelledPrompt(
                line.id(), line.text(), task, domain, line.bench(), line.category(), line.scores(), 1);
    }

    /** A task by our name or by one that public data sets use. */
    public static Optional<Task> task(String label) {
        return Task.ofLabel(label).or(() -> Optional.ofNullable(OTHER_NAMES.get(label)));
    }
}
