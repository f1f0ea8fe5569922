package io.promptyard.router.feedback;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.policy.CatalogueQuality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What is learnt is, for each task and model, how good its answers were: the weighted mean of its labels, drawn towards
 * what was expected without them by as much as {@value #DOUBT} labels weigh. A few kilobytes that a few labels suffice
 * for; the classifier below stays as it is.
 */
public final class TaskTable implements Craft {
    private static final String FORMAT = "task-table-1";
    private static final double DOUBT = 8;

    private final PromptClassifier below;
    private final CatalogueQuality expected;

    /** @param below what ships with the router */
    public TaskTable(PromptClassifier below, CatalogueQuality expected) {
        this.below = Objects.requireNonNull(below, "below");
        this.expected = Objects.requireNonNull(expected, "expected");
    }

    /** Labels of one model in one task: their weight, and that of their scores. */
    record Cell(double weight, double score) {
        Cell plus(LabelRow row) {
            return new Cell(weight + row.weight(), score + row.weight() * row.score());
        }
    }

    /** By task, then by model. */
    record Table(Map<String, Map<String, Cell>> cells) {
        Table {
            Objects.requireNonNull(cells, "cells");
            cells.forEach((task, models) -> {
                require(Task.ofLabel(task).isPresent(), "a known task");
                models.forEach((model, cell) -> require(fits(cell), "scores within their weights"));
            });
        }

        private static boolean fits(Cell cell) {
            return Double.isFinite(cell.weight()) && cell.score() >= 0 && cell.score() <= cell.weight() * (1 + 1e-9);
        }

        private static void require(boolean holds, String what) {
            if (!holds) {
                throw new IllegalArgumentException("task table: must have " + what);
            }
        }
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public byte[] learn(List<LabelRow> rows) {
        Map<String, Map<String, Cell>> cells = new TreeMap<>();
        rows.stream()
                .sorted(java.util.Comparator.comparing(LabelRow::id))
                .forEach(row -> cells.computeIfAbsent(row.task(), task -> new TreeMap<>())
                        .compute(row.model(), (model, cell) -> (cell == null ? new Cell(0, 0) : cell).plus(row)));
        return Notes.bytes(new Table(cells));
    }

    @Override
    public PromptClassifier load(byte[] weights, String version) {
        Table table;
        try {
            table = Notes.read(weights, Table.class);
        } catch (SerializationException e) {
            throw new IllegalArgumentException("no task table", e);
        }
        Map<String, Map<Target, Cell>> cells = new HashMap<>();
        table.cells().forEach((task, models) -> {
            Map<Target, Cell> ofTask = new HashMap<>();
            models.forEach((model, cell) -> ofTask.put(Target.parse(model), cell));
            cells.put(task, ofTask);
        });
        return request -> corrected(cells, version, request);
    }

    private Classification corrected(Map<String, Map<Target, Cell>> cells, String version, PromptRequest request) {
        Classification plain = below.classify(request);
        Map<Target, Cell> ofTask = cells.getOrDefault(plain.task().label(), Map.of());
        Map<String, Double> scores = new HashMap<>(plain.scores());
        ofTask.forEach((target, cell) -> {
            double before = expected.of(target, plain);
            double mean = (DOUBT * before + cell.score()) / (DOUBT + cell.weight());
            scores.put(target.toString(), Math.max(0, Math.min(1, mean)));
        });
        return new Classification(
                version,
                plain.task(),
                plain.taskConfidence(),
                plain.domain(),
                plain.language(),
                plain.promptTokens(),
                plain.complexity(),
                scores,
                plain.features(),
                plain.micros());
    }
}
