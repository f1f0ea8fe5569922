package io.promptyard.standalone.demo;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the topics say of one prompt. {@code started} and {@code ended} are its attempts before and after the call, each
 * attempt id once.
 */
record Story(
        List<FinalResponse> responses,
        List<ProviderAttempt> started,
        List<ProviderAttempt> ended,
        int decisions,
        List<DeadLetter> deadLetters) {

    Story {
        responses = List.copyOf(responses);
        started = started.stream()
                .sorted(Comparator.comparingInt(ProviderAttempt::attempt))
                .toList();
        ended = List.copyOf(ended);
        deadLetters = List.copyOf(deadLetters);
    }

    /** The binding response: the first. */
    Optional<FinalResponse> response() {
        return responses.stream().findFirst();
    }

    /** Attempts at the target of the one before. */
    int retries() {
        return moves(true);
    }

    /** Attempts at another target than the one before. */
    int fallbacks() {
        return moves(false);
    }

    /** Whether the topics have told all: every call that was started has ended, and a refusal has its dead letter. */
    boolean settled() {
        return !responses.isEmpty() && started.size() == ended.size() && (!owesDeadLetter() || !deadLetters.isEmpty());
    }

    private boolean owesDeadLetter() {
        return responses.getFirst().result() instanceof Refusal refusal && refusal.deadLetter() != null;
    }

    private int moves(boolean same) {
        int moves = 0;
        for (int i = 1; i < started.size(); i++) {
            if (started.get(i).target().equals(started.get(i - 1).target()) == same) {
                moves++;
            }
        }
        return moves;
    }
}
