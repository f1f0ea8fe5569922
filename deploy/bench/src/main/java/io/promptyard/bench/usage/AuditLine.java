package io.promptyard.bench.usage;

import io.promptyard.bench.usage.Told.End;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the audit found of one dialect: sums of absolute differences, and counts. Not thread-safe. */
final class AuditLine {
    private final SortedMap<String, Integer> outcomes = new TreeMap<>();
    private final SortedMap<String, Unknown> unknowns = new TreeMap<>();
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private Tokens booked = Tokens.NONE;
    private Tokens apart = Tokens.NONE;
    private Tokens toldApart = Tokens.NONE;
    private BigDecimal costApart = BigDecimal.ZERO;
    private BigDecimal toldCostApart = BigDecimal.ZERO;
    private int calls;
    private int streams;
    private int compared;
    private int missed;
    private int unaccounted;
    private int told;
    private int toldCosts;

    void booked(Booked call) {
        calls++;
        streams += call.streamed() ? 1 : 0;
        booked = booked.plus(call.tokens());
        outcomes.merge(call.outcome(), 1, Integer::sum);
    }

    void compared(Tokens difference) {
        compared++;
        apart = apart.plus(difference);
    }

    void cost(BigDecimal difference) {
        costApart = costApart.add(difference);
    }

    /** The product does not know; {@code toldWhole}: though the provider had told it to the end. */
    void unknown(Booked call, boolean toldWhole) {
        unknowns.merge(call.reason(), Unknown.of(call.tokens()), Unknown::plus);
        missed += toldWhole ? 1 : 0;
    }

    /** What the product knows at least of a call that it does not know; {@code holds}: and that is right. */
    void atLeast(Booked call, Tokens soFar, boolean holds) {
        unknowns.merge(call.reason(), new Unknown(0, Tokens.NONE, 1, soFar), Unknown::plus);
        missed += holds ? 0 : 1;
    }

    /** Usage is known and priced, but not its cost. */
    void missed() {
        missed++;
    }

    /** A call that the product has no account of. */
    void unaccounted() {
        unaccounted++;
    }

    void client(End end) {
        ends.merge(end, 1, Integer::sum);
    }

    void told(Tokens difference) {
        told++;
        toldApart = toldApart.plus(difference);
    }

    void toldCost(BigDecimal difference) {
        toldCosts++;
        toldCostApart = toldCostApart.add(difference);
    }

    boolean agrees() {
        return apart.equals(Tokens.NONE)
                && toldApart.equals(Tokens.NONE)
                && costApart.signum() == 0
                && toldCostApart.signum() == 0
                && missed == 0
                && unaccounted == 0;
    }

    SortedMap<String, Integer> outcomes() {
        return outcomes;
    }

    int ended(End end) {
        return ends.getOrDefault(end, 0);
    }

    int clients() {
        return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    Tokens booked() {
        return booked;
    }

    Tokens apart() {
        return apart;
    }

    /** By what made it so. */
    SortedMap<String, Unknown> unknowns() {
        return unknowns;
    }

    Tokens unknown() {
        return sum().billed();
    }

    private Unknown sum() {
        return unknowns.values().stream().reduce(Unknown.NONE, Unknown::plus);
    }

    Tokens toldApart() {
        return toldApart;
    }

    BigDecimal costApart() {
        return costApart;
    }

    BigDecimal toldCostApart() {
        return toldCostApart;
    }

    int calls() {
        return calls;
    }

    int streams() {
        return streams;
    }

    int compared() {
        return compared;
    }

    int unknownCalls() {
        return sum().calls();
    }

    int missedCalls() {
        return missed;
    }

    int unaccountedCalls() {
        return unaccounted;
    }

    int toldUsages() {
        return told;
    }

    int toldCosts() {
        return toldCosts;
    }
}
