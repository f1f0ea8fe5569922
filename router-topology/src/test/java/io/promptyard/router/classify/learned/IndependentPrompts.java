package io.promptyard.router.classify.learned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.TrainingFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Prompts that no model is learnt from, with the task that each asks for. By source: {@code own-check} and {@code own-tune}
 * written for this project, {@code mtbench}, {@code arena-hard-v2} (the development rows). {@code strict} is the label
 * that follows from the source's own category, {@code label} what a reader says it asks for.
 */
record IndependentPrompts(List<Prompt> prompts) {
    private static final Path DEV = Path.of("data/classify/task.dev.jsonl.gz");
    private static final String ARENA = "arena-hard-v2";

    record Prompt(String id, String source, String label, String strict, String text) {}

    static IndependentPrompts read() throws IOException {
        ObjectMapper json = new JsonMapper();
        List<Prompt> prompts = new ArrayList<>();
        Map<String, String> relabelled = new HashMap<>();
        for (String line : lines("/classify/independent-prompts.jsonl")) {
            JsonNode row = json.readTree(line);
            String label = row.path("label").asText();
            if (row.has("text")) {
                prompts.add(new Prompt(
                        row.path("id").asText(),
                        row.path("source").asText(),
                        label,
                        row.path("category").asText(label),
                        row.path("text").asText()));
            } else {
                relabelled.put(row.path("id").asText(), label);
            }
        }
        for (LabelledPrompt row : new TrainingFiles().read(DEV, Set.of())) {
            if (row.bench().equals(ARENA) && row.task() != null) {
                String strict = row.task().label();
                prompts.add(new Prompt(row.id(), ARENA, relabelled.getOrDefault(row.id(), strict), strict, row.text()));
            }
        }
        return new IndependentPrompts(prompts);
    }

    static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(IndependentPrompts.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    List<Prompt> of(String source) {
        return prompts.stream().filter(prompt -> prompt.source().equals(source)).toList();
    }
}
