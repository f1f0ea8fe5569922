package io.promptyard.router.worker;

import io.promptyard.connector.ChunkSink;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.PendingCall;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.time.Clock;
import java.util.List;

/** Numbers the pieces of one attempt, produces them as they arrive, and knows what they came to. One event loop. */
final class ChunkPublisher implements ChunkSink {
    private final PendingCall call;
    private final OutcomePublisher publisher;
    private final Clock clock;
    private final ReceivedPieces received = new ReceivedPieces();
    private int sequence;
    private volatile List<String> leftOut = List.of();

    ChunkPublisher(PendingCall call, OutcomePublisher publisher, Clock clock) {
        this.call = call;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Before any piece, on the thread that starts the call. */
    @Override
    public void leftOut(List<String> parameters) {
        leftOut = List.copyOf(parameters);
    }

    @Override
    public void accept(CompletionDelta delta) {
        var dispatch = call.dispatch();
        List<String> dropped = sequence == 0 ? leftOut : List.of();
        publisher.chunk(
                dispatch.request().replyPartition(),
                new ResponseChunk(
                        dispatch.id(),
                        call.attempt(),
                        call.attemptId(),
                        sequence++,
                        clock.instant(),
                        dispatch.target(),
                        dispatch.route(),
                        new ResponseChunk.Content.Clear(delta),
                        dispatch.rateLimits(),
                        dropped));
        received.add(delta);
    }

    /** {@code end}, with what the caller has received where that is all the caller will. */
    ProviderOutcome.Result told(ProviderOutcome.Result end) {
        PartialAnswer soFar = end instanceof Failed ? received.soFar() : null;
        return soFar == null ? end : ((Failed) end).withReceived(soFar);
    }
}
