package io.promptyard.bench.usage;

/**
 * Calls of which the product does not know what they cost.
 *
 * @param billed what the providers billed for them
 * @param bounded of how many it knows how much at least
 * @param atLeast what it knows of those
 */
record Unknown(int calls, Tokens billed, int bounded, Tokens atLeast) {
    static final Unknown NONE = new Unknown(0, Tokens.NONE, 0, Tokens.NONE);

    static Unknown of(Tokens billed) {
        return new Unknown(1, billed, 0, Tokens.NONE);
    }

    Unknown plus(Unknown other) {
        return new Unknown(
                calls + other.calls, billed.plus(other.billed), bounded + other.bounded, atLeast.plus(other.atLeast));
    }
}
