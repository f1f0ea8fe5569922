package io.promptyard.bench.usage;

/**
 * A call as the provider's books have it.
 *
 * @param attemptId the caller's id of it
 * @param outcome the books' word for how it ended
 * @param fault words of what struck it; empty when nothing did
 */
record Booked(String attemptId, String dialect, String outcome, String fault, boolean streamed, Tokens tokens) {
    boolean answered() {
        return outcome.equals("ANSWERED");
    }

    /** Why a caller may not know what it cost: what struck it, else how it ended. */
    String reason() {
        return fault.isEmpty() ? outcome : fault;
    }
}
