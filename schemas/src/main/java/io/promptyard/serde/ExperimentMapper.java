package io.promptyard.serde;

import io.promptyard.model.ExperimentRecord;

/** Experiments as the registry keeps them. */
final class ExperimentMapper {
    private static final EnumTable<ExperimentRecord.Kind, io.promptyard.avro.ExperimentKind> KINDS =
            EnumTable.of(ExperimentRecord.Kind.class, io.promptyard.avro.ExperimentKind.class);
    private static final EnumTable<ExperimentRecord.State, io.promptyard.avro.ExperimentState> STATES =
            EnumTable.of(ExperimentRecord.State.class, io.promptyard.avro.ExperimentState.class);

    private ExperimentMapper() {}

    static io.promptyard.avro.ExperimentRecord toAvro(ExperimentRecord record) {
        return new io.promptyard.avro.ExperimentRecord(
                record.id(),
                record.name(),
                KINDS.avro(record.kind()),
                STATES.avro(record.state()),
                record.createdAt(),
                record.updatedAt(),
                record.candidateVersion(),
                record.candidateConfig(),
                record.summary(),
                record.report());
    }

    static ExperimentRecord toModel(io.promptyard.avro.ExperimentRecord record) {
        return new ExperimentRecord(
                record.getId(),
                record.getName(),
                KINDS.model(record.getKind()),
                STATES.model(record.getState()),
                record.getCreatedAt(),
                record.getUpdatedAt(),
                record.getCandidateVersion(),
                record.getCandidateConfig(),
                record.getSummary(),
                record.getReport());
    }
}
