package io.promptyard.serde;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.RequestId;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.SettledMark;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;

/** Prompts under way: dispatches, reroutes, and a worker's own notes of them. */
final class DispatchMapper {
    private static final EnumTable<PendingCall.State, io.promptyard.avro.PendingState> STATES =
            EnumTable.of(PendingCall.State.class, io.promptyard.avro.PendingState.class);

    private DispatchMapper() {}

    static io.promptyard.avro.Dispatch toAvro(Dispatch dispatch) {
        ClassifiedPrompt prompt = dispatch.prompt();
        return new io.promptyard.avro.Dispatch(
                dispatch.id().value(),
                dispatch.at(),
                PromptMapper.toAvro(prompt.request()),
                DecisionMapper.toAvro(prompt.classification()),
                dispatch.target().provider().value(),
                dispatch.target().model().value(),
                prompt.route(),
                dispatch.attempt(),
                Fields.list(prompt.attempts(), AttemptMapper::toAvro),
                dispatch.alternatives(),
                prompt.deadline(),
                dispatch.configVersion(),
                Fields.money(dispatch.expectedCostUsd()),
                Fields.money(dispatch.reservedUsd()),
                dispatch.reservedTokens(),
                LimitsMapper.toAvro(dispatch.rateLimits()));
    }

    static Dispatch toModel(io.promptyard.avro.Dispatch dispatch) {
        return new Dispatch(
                new RequestId(dispatch.getId()),
                dispatch.getAt(),
                new ClassifiedPrompt(
                        PromptMapper.toModel(dispatch.getRequest()),
                        DecisionMapper.toModel(dispatch.getClassification()),
                        Fields.list(dispatch.getAttempts(), AttemptMapper::toModel),
                        dispatch.getDeadline(),
                        dispatch.getRoute()),
                Target.of(dispatch.getProvider(), dispatch.getModel()),
                dispatch.getAttempt(),
                dispatch.getAlternatives(),
                dispatch.getConfigVersion(),
                Fields.money(dispatch.getExpectedCostUsd(), "expectedCostUsd"),
                Fields.money(dispatch.getReservedUsd(), "reservedUsd"),
                dispatch.getReservedTokens(),
                LimitsMapper.toModel(dispatch.getRateLimits()));
    }

    static io.promptyard.avro.Reroute toAvro(Reroute reroute) {
        ClassifiedPrompt prompt = reroute.prompt();
        return new io.promptyard.avro.Reroute(
                reroute.id().value(),
                reroute.at(),
                PromptMapper.toAvro(prompt.request()),
                DecisionMapper.toAvro(prompt.classification()),
                prompt.route(),
                Fields.list(prompt.attempts(), AttemptMapper::toAvro),
                prompt.deadline());
    }

    static Reroute toModel(io.promptyard.avro.Reroute reroute) {
        return new Reroute(
                new RequestId(reroute.getId()),
                reroute.getAt(),
                new ClassifiedPrompt(
                        PromptMapper.toModel(reroute.getRequest()),
                        DecisionMapper.toModel(reroute.getClassification()),
                        Fields.list(reroute.getAttempts(), AttemptMapper::toModel),
                        reroute.getDeadline(),
                        reroute.getRoute()));
    }

    static io.promptyard.avro.Reservation toAvro(Reservation reservation) {
        return new io.promptyard.avro.Reservation(
                toAvro(reservation.dispatch()),
                DecisionMapper.toAvro(reservation.decision()),
                Fields.list(reservation.options(), DispatchMapper::toAvro),
                OutcomeMapper.KINDS.avroOrNull(reservation.refusal()),
                reservation.message(),
                reservation.retryAfterMillis(),
                reservation.lane());
    }

    static Reservation toModel(io.promptyard.avro.Reservation reservation) {
        return new Reservation(
                toModel(reservation.getDispatch()),
                DecisionMapper.toModel(reservation.getDecision()),
                Fields.list(reservation.getOptions(), DispatchMapper::toModel),
                OutcomeMapper.KINDS.modelOrNull(reservation.getRefusal()),
                reservation.getMessage(),
                reservation.getRetryAfterMillis(),
                reservation.getLane());
    }

    private static io.promptyard.avro.SpendOption toAvro(SpendOption option) {
        return new io.promptyard.avro.SpendOption(
                option.target().provider().value(),
                option.target().model().value(),
                Fields.money(option.boundUsd()),
                Fields.money(option.expectedCostUsd()),
                option.boundTokens());
    }

    private static SpendOption toModel(io.promptyard.avro.SpendOption option) {
        return new SpendOption(
                Target.of(option.getProvider(), option.getModel()),
                Fields.money(option.getBoundUsd(), "options.boundUsd"),
                Fields.money(option.getExpectedCostUsd(), "options.expectedCostUsd"),
                option.getBoundTokens());
    }

    static io.promptyard.avro.PendingCall toAvro(PendingCall call) {
        return new io.promptyard.avro.PendingCall(
                toAvro(call.dispatch()),
                STATES.avro(call.state()),
                call.attempt(),
                call.issue(),
                call.since(),
                call.dueAt(),
                Fields.list(call.failures(), AttemptMapper::toAvro));
    }

    static PendingCall toModel(io.promptyard.avro.PendingCall call) {
        return new PendingCall(
                toModel(call.getDispatch()),
                STATES.model(call.getState()),
                call.getAttempt(),
                call.getIssue(),
                call.getSince(),
                call.getDueAt(),
                Fields.list(call.getFailures(), AttemptMapper::toModel));
    }

    static io.promptyard.avro.SettledMark toAvro(SettledMark mark) {
        return new io.promptyard.avro.SettledMark(mark.attempt(), mark.dispatchAttempt(), mark.at());
    }

    static SettledMark toModel(io.promptyard.avro.SettledMark mark) {
        return new SettledMark(mark.getAttempt(), mark.getDispatchAttempt(), mark.getAt());
    }
}
