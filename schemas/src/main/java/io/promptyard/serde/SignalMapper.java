package io.promptyard.serde;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Cancellation;
import io.promptyard.model.Feedback;
import io.promptyard.model.KeyHealth;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.ModelId;
import io.promptyard.model.Percentiles;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.RequestId;
import io.promptyard.model.Spend;
import io.promptyard.model.Task;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Small records beside the way: cancellations, feedback, redrives, spend, health; and what was learnt. */
final class SignalMapper {
    private static final EnumTable<Feedback.Source, io.promptyard.avro.FeedbackSource> SOURCES =
            EnumTable.of(Feedback.Source.class, io.promptyard.avro.FeedbackSource.class);
    static final EnumTable<ProviderHealth.State, io.promptyard.avro.HealthState> STATES =
            EnumTable.of(ProviderHealth.State.class, io.promptyard.avro.HealthState.class);

    private static final EnumTable<BudgetUnit, io.promptyard.avro.BudgetUnit> UNITS =
            EnumTable.of(BudgetUnit.class, io.promptyard.avro.BudgetUnit.class);

    private SignalMapper() {}

    static io.promptyard.avro.Cancellation toAvro(Cancellation cancellation) {
        return new io.promptyard.avro.Cancellation(cancellation.id().value(), cancellation.at(), cancellation.reason());
    }

    static Cancellation toModel(io.promptyard.avro.Cancellation cancellation) {
        return new Cancellation(new RequestId(cancellation.getId()), cancellation.getAt(), cancellation.getReason());
    }

    static io.promptyard.avro.Feedback toAvro(Feedback feedback) {
        return new io.promptyard.avro.Feedback(
                feedback.id().value(),
                feedback.at(),
                SOURCES.avro(feedback.source()),
                feedback.score(),
                feedback.rating(),
                feedback.comment(),
                Fields.provider(feedback.target()),
                Fields.model(feedback.target()),
                Fields.orNull(feedback.task(), Task::label),
                feedback.extra());
    }

    static Feedback toModel(io.promptyard.avro.Feedback feedback) {
        return new Feedback(
                new RequestId(feedback.getId()),
                feedback.getAt(),
                SOURCES.model(feedback.getSource()),
                feedback.getScore(),
                feedback.getRating(),
                feedback.getComment(),
                Fields.target(feedback.getProvider(), feedback.getModel()),
                Fields.orNull(feedback.getTask(), DecisionMapper::task),
                feedback.getExtra());
    }

    static io.promptyard.avro.LearnedModel toAvro(LearnedModel model) {
        return new io.promptyard.avro.LearnedModel(
                model.version(),
                model.base(),
                model.createdAt(),
                model.labels(),
                model.metrics(),
                model.format(),
                model.sha256(),
                Fields.orNull(model.weights(), ByteBuffer::duplicate),
                model.pinned(),
                model.labelsSince());
    }

    static LearnedModel toModel(io.promptyard.avro.LearnedModel model) {
        return new LearnedModel(
                model.getVersion(),
                model.getBase(),
                model.getCreatedAt(),
                model.getLabels(),
                model.getMetrics(),
                model.getFormat(),
                model.getSha256(),
                model.getWeights(),
                model.getPinned(),
                model.getLabelsSince());
    }

    static io.promptyard.avro.RedriveNote toAvro(RedriveNote note) {
        return new io.promptyard.avro.RedriveNote(
                note.id().value(),
                note.of().value(),
                note.begunAt(),
                note.sentAt(),
                note.partition(),
                note.offset(),
                note.route(),
                note.model());
    }

    static RedriveNote toModel(io.promptyard.avro.RedriveNote note) {
        return new RedriveNote(
                new RequestId(note.getId()),
                new RequestId(note.getOf()),
                note.getBegunAt(),
                note.getSentAt(),
                note.getPartition(),
                note.getOffset(),
                note.getRoute(),
                note.getModel());
    }

    static io.promptyard.avro.Spend toAvro(Spend spend) {
        return new io.promptyard.avro.Spend(
                spend.budget(),
                spend.windowStart(),
                spend.windowEnd(),
                spend.reservedUsd().toPlainString(),
                spend.spentUsd().toPlainString(),
                Fields.money(spend.limitUsd()),
                spend.unknownCosts(),
                spend.updatedAt(),
                UNITS.avro(spend.unit()));
    }

    static Spend toModel(io.promptyard.avro.Spend spend) {
        return new Spend(
                spend.getBudget(),
                spend.getWindowStart(),
                spend.getWindowEnd(),
                required(spend.getReservedUsd(), "reservedUsd"),
                required(spend.getSpentUsd(), "spentUsd"),
                Fields.money(spend.getLimitUsd(), "limitUsd"),
                spend.getUnknownCosts(),
                spend.getUpdatedAt(),
                spend.getUnit() == null ? BudgetUnit.USD : UNITS.model(spend.getUnit()));
    }

    private static BigDecimal required(String text, String field) {
        return Objects.requireNonNull(Fields.money(text, field), field);
    }

    static io.promptyard.avro.ProviderHealth toAvro(ProviderHealth health) {
        ModelId model = health.model();
        return new io.promptyard.avro.ProviderHealth(
                health.provider().value(),
                model == null ? "" : model.value(),
                STATES.avro(health.state()),
                health.since(),
                health.until(),
                OutcomeMapper.KINDS.avroOrNull(health.kind()),
                health.calls(),
                health.failures(),
                Fields.orNull(health.latency(), Percentiles::p50),
                Fields.orNull(health.firstToken(), Percentiles::p50),
                health.instance(),
                health.headroom(),
                health.keys().stream().map(SignalMapper::toAvro).toList(),
                Fields.orNull(health.latency(), Percentiles::p95),
                Fields.orNull(health.latency(), Percentiles::p99),
                Fields.orNull(health.firstToken(), Percentiles::p95),
                Fields.orNull(health.firstToken(), Percentiles::p99),
                health.latency() == null ? 0 : health.latency().count(),
                health.firstToken() == null ? 0 : health.firstToken().count());
    }

    static ProviderHealth toModel(io.promptyard.avro.ProviderHealth health) {
        return new ProviderHealth(
                new ProviderId(health.getProvider()),
                health.getModel().isBlank() ? null : new ModelId(health.getModel()),
                STATES.model(health.getState()),
                health.getSince(),
                health.getUntil(),
                OutcomeMapper.KINDS.modelOrNull(health.getKind()),
                health.getCalls(),
                health.getFailures(),
                percentiles(
                        health.getAnswers(),
                        health.getLatencyP50Millis(),
                        health.getLatencyP95Millis(),
                        health.getLatencyP99Millis()),
                percentiles(
                        health.getStreamedAnswers(),
                        health.getFirstTokenP50Millis(),
                        health.getFirstTokenP95Millis(),
                        health.getFirstTokenP99Millis()),
                health.getInstance(),
                health.getHeadroom(),
                health.getKeys().stream().map(SignalMapper::toModel).toList());
    }

    /** All three or none. */
    private static @Nullable Percentiles percentiles(
            long count, @Nullable Long p50, @Nullable Long p95, @Nullable Long p99) {
        return p50 == null || p95 == null || p99 == null ? null : new Percentiles(count, p50, p95, p99);
    }

    private static io.promptyard.avro.KeyHealth toAvro(KeyHealth key) {
        return new io.promptyard.avro.KeyHealth(
                key.name(),
                STATES.avro(key.state()),
                key.until(),
                OutcomeMapper.KINDS.avroOrNull(key.kind()),
                key.headroom());
    }

    private static KeyHealth toModel(io.promptyard.avro.KeyHealth key) {
        return new KeyHealth(
                key.getName(),
                STATES.model(key.getState()),
                key.getUntil(),
                OutcomeMapper.KINDS.modelOrNull(key.getKind()),
                key.getHeadroom());
    }
}
