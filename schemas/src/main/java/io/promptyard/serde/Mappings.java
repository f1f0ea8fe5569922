package io.promptyard.serde;

import io.promptyard.model.Allowance;
import io.promptyard.model.Cancellation;
import io.promptyard.model.ConfigEntry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Feedback;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.ReplayPlan;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SettledMark;
import io.promptyard.model.Spend;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;

/** The mapping of every record that is a value of its own. */
final class Mappings {
    static final RecordMapping<PromptRequest, io.promptyard.avro.PromptRequest> PROMPT_REQUEST = RecordMapping.of(
            new io.promptyard.avro.PromptRequest(),
            io.promptyard.avro.PromptRequest.class,
            PromptMapper::toAvro,
            PromptMapper::toModel);
    static final RecordMapping<Reroute, io.promptyard.avro.Reroute> REROUTE = RecordMapping.of(
            new io.promptyard.avro.Reroute(),
            io.promptyard.avro.Reroute.class,
            DispatchMapper::toAvro,
            DispatchMapper::toModel);
    static final RecordMapping<Dispatch, io.promptyard.avro.Dispatch> DISPATCH = RecordMapping.of(
            new io.promptyard.avro.Dispatch(),
            io.promptyard.avro.Dispatch.class,
            DispatchMapper::toAvro,
            DispatchMapper::toModel);
    static final RecordMapping<ProviderOutcome, io.promptyard.avro.ProviderOutcome> OUTCOME = RecordMapping.of(
            new io.promptyard.avro.ProviderOutcome(),
            io.promptyard.avro.ProviderOutcome.class,
            OutcomeMapper::toAvro,
            OutcomeMapper::toModel);
    static final RecordMapping<FinalResponse, io.promptyard.avro.FinalResponse> FINAL_RESPONSE = RecordMapping.of(
            new io.promptyard.avro.FinalResponse(),
            io.promptyard.avro.FinalResponse.class,
            OutcomeMapper::toAvro,
            OutcomeMapper::toModel);
    static final RecordMapping<ResponseChunk, io.promptyard.avro.ResponseChunk> RESPONSE_CHUNK = RecordMapping.of(
            new io.promptyard.avro.ResponseChunk(),
            io.promptyard.avro.ResponseChunk.class,
            CompletionMapper::toAvro,
            CompletionMapper::toModel);
    static final RecordMapping<DeadLetter, io.promptyard.avro.DeadLetter> DEAD_LETTER = RecordMapping.of(
            new io.promptyard.avro.DeadLetter(),
            io.promptyard.avro.DeadLetter.class,
            DeadLetterMapper::toAvro,
            DeadLetterMapper::toModel);
    static final RecordMapping<Cancellation, io.promptyard.avro.Cancellation> CANCELLATION = RecordMapping.of(
            new io.promptyard.avro.Cancellation(),
            io.promptyard.avro.Cancellation.class,
            SignalMapper::toAvro,
            SignalMapper::toModel);
    static final RecordMapping<RoutingDecision, io.promptyard.avro.RoutingDecision> DECISION = RecordMapping.of(
            new io.promptyard.avro.RoutingDecision(),
            io.promptyard.avro.RoutingDecision.class,
            DecisionMapper::toAvro,
            DecisionMapper::toModel);
    static final RecordMapping<ProviderAttempt, io.promptyard.avro.ProviderAttempt> ATTEMPT = RecordMapping.of(
            new io.promptyard.avro.ProviderAttempt(),
            io.promptyard.avro.ProviderAttempt.class,
            AttemptMapper::toAvro,
            AttemptMapper::toModel);
    static final RecordMapping<Spend, io.promptyard.avro.Spend> SPEND = RecordMapping.of(
            new io.promptyard.avro.Spend(),
            io.promptyard.avro.Spend.class,
            SignalMapper::toAvro,
            SignalMapper::toModel);
    static final RecordMapping<ProviderHealth, io.promptyard.avro.ProviderHealth> HEALTH = RecordMapping.of(
            new io.promptyard.avro.ProviderHealth(),
            io.promptyard.avro.ProviderHealth.class,
            SignalMapper::toAvro,
            SignalMapper::toModel);
    static final RecordMapping<Feedback, io.promptyard.avro.Feedback> FEEDBACK = RecordMapping.of(
            new io.promptyard.avro.Feedback(),
            io.promptyard.avro.Feedback.class,
            SignalMapper::toAvro,
            SignalMapper::toModel);
    static final RecordMapping<LearnedModel, io.promptyard.avro.LearnedModel> LEARNED_MODEL = RecordMapping.of(
            new io.promptyard.avro.LearnedModel(),
            io.promptyard.avro.LearnedModel.class,
            SignalMapper::toAvro,
            SignalMapper::toModel);
    static final RecordMapping<ConfigEntry, io.promptyard.avro.ConfigEntry> CONFIG_ENTRY = RecordMapping.of(
            new io.promptyard.avro.ConfigEntry(),
            io.promptyard.avro.ConfigEntry.class,
            ConfigMapper::toAvro,
            ConfigMapper::toModel);
    static final RecordMapping<ExperimentRecord, io.promptyard.avro.ExperimentRecord> EXPERIMENT = RecordMapping.of(
            new io.promptyard.avro.ExperimentRecord(),
            io.promptyard.avro.ExperimentRecord.class,
            ExperimentMapper::toAvro,
            ExperimentMapper::toModel);
    static final RecordMapping<RedriveNote, io.promptyard.avro.RedriveNote> REDRIVE_NOTE = RecordMapping.of(
            new io.promptyard.avro.RedriveNote(),
            io.promptyard.avro.RedriveNote.class,
            SignalMapper::toAvro,
            SignalMapper::toModel);
    static final RecordMapping<ReplayPlan, io.promptyard.avro.ReplayPlan> REPLAY_PLAN = RecordMapping.of(
            new io.promptyard.avro.ReplayPlan(),
            io.promptyard.avro.ReplayPlan.class,
            ReplayMapper::toAvro,
            ReplayMapper::toModel);
    static final RecordMapping<Reservation, io.promptyard.avro.Reservation> RESERVATION = RecordMapping.of(
            new io.promptyard.avro.Reservation(),
            io.promptyard.avro.Reservation.class,
            DispatchMapper::toAvro,
            DispatchMapper::toModel);
    static final RecordMapping<Allowance, io.promptyard.avro.Allowance> ALLOWANCE = RecordMapping.of(
            new io.promptyard.avro.Allowance(),
            io.promptyard.avro.Allowance.class,
            AllowanceMapper::toAvro,
            AllowanceMapper::toModel);
    static final RecordMapping<PendingCall, io.promptyard.avro.PendingCall> PENDING_CALL = RecordMapping.of(
            new io.promptyard.avro.PendingCall(),
            io.promptyard.avro.PendingCall.class,
            DispatchMapper::toAvro,
            DispatchMapper::toModel);
    static final RecordMapping<SettledMark, io.promptyard.avro.SettledMark> SETTLED_MARK = RecordMapping.of(
            new io.promptyard.avro.SettledMark(),
            io.promptyard.avro.SettledMark.class,
            DispatchMapper::toAvro,
            DispatchMapper::toModel);

    private Mappings() {}
}
