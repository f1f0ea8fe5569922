package io.promptyard.router.replay;

import java.math.BigDecimal;

/**
 * What one group of calls cost, as recorded and at other prices. Money in USD, exact. A cost that is not known counts as
 * nothing in its sum and stands in the number beside it.
 *
 * @param calls that have ended, each attempt once
 * @param recorded sum of the costs in the log
 * @param recordedUnknown calls whose cost is not known in the log
 * @param now sum of the costs at the prices given
 * @param unknown calls whose cost is not known at the prices given either
 * @param difference {@code now} less {@code recorded}, over the calls of which both are known
 */
public record Recosted(
        String group,
        long calls,
        BigDecimal recorded,
        long recordedUnknown,
        BigDecimal now,
        long unknown,
        BigDecimal difference) {}
