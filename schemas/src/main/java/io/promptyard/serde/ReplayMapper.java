package io.promptyard.serde;

import io.promptyard.model.ReplayPlan;
import java.util.Objects;

/** What live replays write beside the records of their lane. */
final class ReplayMapper {
    private ReplayMapper() {}

    static io.promptyard.avro.ReplayPlan toAvro(ReplayPlan plan) {
        return new io.promptyard.avro.ReplayPlan(
                plan.id(),
                plan.name(),
                plan.madeAt(),
                plan.from(),
                plan.to(),
                plan.rate(),
                plan.seed(),
                plan.maxUsd().toPlainString(),
                plan.candidateVersion(),
                plan.scorers(),
                plan.strata().stream()
                        .map(part -> new io.promptyard.avro.ReplayStratum(
                                part.route(), part.task(), part.band(), part.population(), part.sampled()))
                        .toList(),
                plan.withoutPrompt(),
                plan.unfit(),
                plan.scoring(),
                plan.lane());
    }

    static ReplayPlan toModel(io.promptyard.avro.ReplayPlan plan) {
        return new ReplayPlan(
                plan.getId(),
                plan.getName(),
                plan.getMadeAt(),
                plan.getFrom(),
                plan.getTo(),
                plan.getRate(),
                plan.getSeed(),
                Objects.requireNonNull(Fields.money(plan.getMaxUsd(), "maxUsd"), "maxUsd"),
                plan.getCandidateVersion(),
                plan.getScorers(),
                plan.getStrata().stream()
                        .map(part -> new ReplayPlan.Part(
                                part.getRoute(),
                                part.getTask(),
                                part.getBand(),
                                part.getPopulation(),
                                part.getSampled()))
                        .toList(),
                plan.getWithoutPrompt(),
                plan.getUnfit(),
                plan.getScoring(),
                plan.getLane());
    }
}
