package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.router.policy.AppliedCeiling;
import io.promptyard.router.policy.RouteDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision as one JSON object, fields named as in the record of {@code promptyard.decisions}. */
final class ExplainJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ExplainJson() {}

    static String of(RouteDecision decision, List<AppliedCeiling> ceilings) {
        RoutingDecision record = decision.record();
        ObjectNode node = JSON.createObjectNode();
        node.put("configVersion", record.configVersion());
        classification(node.putObject("classification"), record.classification());
        node.put("modelAsked", record.modelAsked());
        node.put("route", record.route());
        node.put("arm", record.arm());
        node.put("strategy", record.strategy());
        node.put(
                "provider",
                record.target() == null ? null : record.target().provider().value());
        node.put(
                "model",
                record.target() == null ? null : record.target().model().value());
        record.candidates()
                .forEach(each -> candidate(node.withArray("candidates").addObject(), each));
        node.put("propensity", record.propensity());
        shadow(node, record.shadow());
        node.put("refusal", record.refusal() == null ? null : record.refusal().name());
        node.put("message", decision instanceof RouteDecision.Unroutable no ? no.message() : null);
        ArrayNode under = node.putArray("ceilings");
        ceilings.forEach(each -> ceiling(under.addObject(), each));
        return node.toString();
    }

    private static void shadow(ObjectNode node, @Nullable ShadowChoice shadow) {
        if (shadow == null) {
            node.putNull("shadow");
            return;
        }
        ObjectNode of = node.putObject("shadow");
        of.put("name", shadow.name());
        of.put("share", shadow.share());
        ArrayNode candidates = of.putArray("candidates");
        shadow.candidates().forEach(each -> candidate(candidates.addObject(), each));
    }

    private static void classification(ObjectNode node, Classification seen) {
        node.put("classifier", seen.classifier());
        node.put("task", seen.task().label());
        node.put("taskConfidence", seen.taskConfidence());
        node.put("domain", seen.domain());
        node.put("language", seen.language());
        node.put("promptTokens", seen.promptTokens());
        node.put("complexity", seen.complexity());
    }

    private static void candidate(ObjectNode node, Candidate candidate) {
        node.put("provider", candidate.target().provider().value());
        node.put("model", candidate.target().model().value());
        node.put("state", candidate.state().name());
        node.put("reason", candidate.reason());
        node.put("detail", candidate.detail());
        node.put("score", candidate.score());
        node.put("expectedCostUsd", plain(candidate.expectedCostUsd()));
    }

    private static void ceiling(ObjectNode node, AppliedCeiling ceiling) {
        node.put("name", ceiling.name());
        node.put("window", ceiling.window());
        node.put("unit", ceiling.unit());
        node.put("limit", ceiling.limit().toPlainString());
        node.put("holds", plain(ceiling.holds()));
        node.put("over", ceiling.over().name());
        node.put(
                "resetsAt",
                ceiling.resetsAt() == null ? null : ceiling.resetsAt().toString());
    }

    private static @Nullable String plain(java.math.@Nullable BigDecimal money) {
        return money == null ? null : money.toPlainString();
    }
}
