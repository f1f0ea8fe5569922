package io.promptyard.bench.usage;

/**
 * A call as the provider's books have it.
 *
 * @param attemptId the caller's id of it
 * @param outcome the books' word for how it ended
 */
record Booked(String attemptId, String dialect, String outcome, boolean streamed, Tokens tokens) {
    boolean answered() {
        return outcome.equals("ANSWERED");
    }
}
