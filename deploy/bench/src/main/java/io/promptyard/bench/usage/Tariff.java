package io.promptyard.bench.usage;

import java.math.BigDecimal;

/** USD per million tokens of each kind, as a provider's bill applies them. */
record Tariff(BigDecimal input, BigDecimal cached, BigDecimal cacheWrite, BigDecimal output, BigDecimal reasoning) {

    /** Each kind has a price of its own, with digits enough that no two mistakes cancel out. */
    static final Tariff OURS = new Tariff(
            new BigDecimal("1.3791"),
            new BigDecimal("0.1373"),
            new BigDecimal("1.7239"),
            new BigDecimal("5.1137"),
            new BigDecimal("7.0319"));

    /** Every token once, at the price of the narrowest kind it is of. */
    BigDecimal bill(Tokens tokens) {
        BigDecimal bill = BigDecimal.ZERO;
        bill = bill.add(input.multiply(BigDecimal.valueOf(tokens.prompt() - tokens.cached() - tokens.cacheWrite())));
        bill = bill.add(cached.multiply(BigDecimal.valueOf(tokens.cached())));
        bill = bill.add(cacheWrite.multiply(BigDecimal.valueOf(tokens.cacheWrite())));
        bill = bill.add(output.multiply(BigDecimal.valueOf(tokens.completion() - tokens.reasoning())));
        bill = bill.add(reasoning.multiply(BigDecimal.valueOf(tokens.reasoning())));
        return bill.scaleByPowerOfTen(-6);
    }
}
