package io.promptyard.router.worker;

import io.promptyard.connector.ChunkSink;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.PendingCall;
import io.promptyard.model.ResponseChunk;
import java.time.Clock;

/** Numbers the pieces of one attempt and produces them as they arrive. One event loop. */
final class ChunkPublisher implements ChunkSink {
    private final PendingCall call;
    private final OutcomePublisher publisher;
    private final Clock clock;
    private int sequence;

    ChunkPublisher(PendingCall call, OutcomePublisher publisher, Clock clock) {
        this.call = call;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void accept(CompletionDelta delta) {
        var dispatch = call.dispatch();
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
                        dispatch.rateLimits()));
    }
}
