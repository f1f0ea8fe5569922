package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Asks until the money is at its end. A refusal for want of money says little while other calls hold theirs in reserve: it is
 * asked once more when no call is open and all are settled. Refused then too, the money is at its end for all: going on with what is
 * cheap would make the sample one of cheap prompts. What was sent before, by a run that ended early, is paid for: its end is waited for all the
 * same. Thread-safe.
 */
final class Purse {
    private static final String AGAIN = "~2";

    /** Fair, or the one who waits to be alone would wait for ever. */
    private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock(true);

    private final Function<PromptRequest, ? extends Future<FinalResponse>> exchange;
    private final Predicate<String> sent;
    private final Settling settling;
    private volatile boolean empty;
    private volatile boolean stopped;

    /** Waits until the keeper of budgets has heard of every call that has ended. */
    interface Settling {
        void await() throws InterruptedException;
    }

    /** @param sent whether a prompt of this id was sent before */
    Purse(
            Function<PromptRequest, ? extends Future<FinalResponse>> exchange,
            Predicate<String> sent,
            Settling settling) {
        this.exchange = exchange;
        this.sent = sent;
        this.settling = settling;
    }

    /** Nothing is asked any more; what is open ends. */
    void stop() {
        stopped = true;
    }

    boolean isEmpty() {
        return empty;
    }

    /**
     * Waits for the end of a sampled prompt. Empty when there is no money left for it, and of every other from then on; or when
     * this was stopped before.
     *
     * @throws ExecutionException when it could not be sent, or its end not be read
     */
    Optional<FinalResponse> ask(PromptRequest prompt) throws InterruptedException, ExecutionException {
        return ask(prompt, true);
    }

    /** The same, of a question about one that was answered: asked also when there is no money left for others. */
    Optional<FinalResponse> askAlso(PromptRequest question) throws InterruptedException, ExecutionException {
        return ask(question, false);
    }

    private Optional<FinalResponse> ask(PromptRequest prompt, boolean sampled)
            throws InterruptedException, ExecutionException {
        FinalResponse response;
        calls.readLock().lockInterruptibly();
        try {
            if (isOver(prompt, sampled)) {
                return Optional.empty();
            }
            response = exchange.apply(prompt).get();
        } finally {
            calls.readLock().unlock();
        }
        return isForWantOfMoney(response) ? alone(prompt, sampled) : Optional.of(response);
    }

    private Optional<FinalResponse> alone(PromptRequest prompt, boolean sampled)
            throws InterruptedException, ExecutionException {
        PromptRequest again = again(prompt);
        calls.writeLock().lockInterruptibly();
        try {
            if (isOver(again, sampled)) {
                return Optional.empty();
            }
            settling.await();
            FinalResponse response = exchange.apply(again).get();
            if (isForWantOfMoney(response)) {
                empty = true;
                return Optional.empty();
            }
            return Optional.of(response);
        } finally {
            calls.writeLock().unlock();
        }
    }

    private boolean isOver(PromptRequest prompt, boolean sampled) {
        return stopped || (sampled && empty && !sent.test(prompt.id().value()));
    }

    /** Under another id, as the first has its end. */
    private static PromptRequest again(PromptRequest prompt) {
        return prompt.sampled(
                new RequestId(prompt.id().value() + AGAIN),
                prompt.createdAt(),
                Objects.requireNonNull(prompt.experiment()));
    }

    /**
     * A budget that refuses tells when its window ends only where that would help: not of a call whose price is not known, nor of one
     * dearer than all there ever was. Ceilings of one request tell of no window.
     */
    private static boolean isForWantOfMoney(FinalResponse response) {
        return response.result() instanceof Refusal refusal
                && refusal.kind() == FailureKind.OVER_BUDGET
                && refusal.retryAfterMillis() != null;
    }
}
