package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.router.evaluate.Confusion;
import io.promptyard.router.evaluate.Evaluation;
import io.promptyard.router.evaluate.PairFigures;
import java.util.SortedSet;

/** The figures of an evaluation as one JSON object; those that mean nothing are null. */
final class EvaluationJson {
    private static final JsonMapper JSON = new JsonMapper();

    private EvaluationJson() {}

    static ObjectNode of(String version, Evaluation evaluation) {
        ObjectNode all = JSON.createObjectNode().put("model", version).put("prompts", evaluation.prompts());
        ArrayNode pairs = all.putArray("pairs");
        evaluation.pairs().forEach(figures -> pairs.add(pair(figures)));
        ObjectNode calibration = all.putObject("calibration");
        calibration.put("predictions", evaluation.calibration().count());
        number(calibration, "error", evaluation.calibration().error());
        ObjectNode byModel = calibration.putObject("models");
        evaluation.calibrations().forEach((head, each) -> number(byModel, head, each.error()));
        labels(all.putObject("task"), evaluation.tasks());
        labels(all.putObject("domain"), evaluation.domains());
        return all;
    }

    private static ObjectNode pair(PairFigures figures) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", figures.pair().name())
                .put("bench", figures.pair().bench())
                .put("strong", figures.pair().strong())
                .put("weak", figures.pair().weak())
                .put("prompts", figures.prompts());
        number(node, "apgr", figures.apgr());
        number(node, "apgrLow", figures.interval().low());
        number(node, "apgrHigh", figures.interval().high());
        number(node, "cpt50", figures.calls50());
        number(node, "cpt80", figures.calls80());
        number(node, "oracle", figures.oracle());
        number(node, "strongQuality", figures.strongQuality());
        number(node, "weakQuality", figures.weakQuality());
        return node;
    }

    private static void labels(ObjectNode node, Confusion confusion) {
        node.put("prompts", confusion.count());
        number(node, "accuracy", confusion.accuracy());
        number(node, "macroF1", confusion.macroF1());
        SortedSet<String> labels = confusion.labels();
        ObjectNode table = node.putObject("confusion");
        for (String truth : labels) {
            ObjectNode row = JSON.createObjectNode();
            for (String said : labels) {
                int count = confusion.count(truth, said);
                if (count > 0) {
                    row.put(said, count);
                }
            }
            if (!row.isEmpty()) {
                table.set(truth, row);
            }
        }
    }

    private static void number(ObjectNode node, String field, double value) {
        if (Double.isNaN(value)) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
    }
}
