package io.promptyard.serde;

import io.promptyard.model.Allowance;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.Objects;

/** Money for calls of the router's own. */
final class AllowanceMapper {
    private static final EnumTable<Allowance.State, io.promptyard.avro.AllowanceState> STATES =
            EnumTable.of(Allowance.State.class, io.promptyard.avro.AllowanceState.class);

    private AllowanceMapper() {}

    static io.promptyard.avro.Allowance toAvro(Allowance allowance) {
        return new io.promptyard.avro.Allowance(
                allowance.id(),
                allowance.at(),
                STATES.avro(allowance.state()),
                AttemptMapper.PURPOSES.avro(allowance.purpose()),
                allowance.budget(),
                allowance.target().provider().value(),
                allowance.target().model().value(),
                Fields.list(allowance.wantedUsd(), BigDecimal::toPlainString),
                Fields.money(allowance.usd()),
                allowance.unknownCosts(),
                allowance.retryAfterMillis());
    }

    static Allowance toModel(io.promptyard.avro.Allowance allowance) {
        return new Allowance(
                allowance.getId(),
                allowance.getAt(),
                STATES.model(allowance.getState()),
                AttemptMapper.PURPOSES.model(allowance.getPurpose()),
                allowance.getBudget(),
                Target.of(allowance.getProvider(), allowance.getModel()),
                Fields.list(
                        allowance.getWantedUsd(),
                        sum -> Objects.requireNonNull(Fields.money(sum, "wantedUsd"), "wantedUsd")),
                Fields.money(allowance.getUsd(), "usd"),
                allowance.getUnknownCosts(),
                allowance.getRetryAfterMillis());
    }
}
