package io.promptyard.gateway;

import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.gateway.correlation.ResponseBus;
import io.promptyard.gateway.correlation.ResponseListener;
import io.promptyard.model.Cancellation;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A bus in memory: keeps what was published and lets a script answer. Thread-safe. */
final class InMemoryResponseBus implements ResponseBus {
    final List<PromptRequest> prompts = new CopyOnWriteArrayList<>();
    final List<Feedback> feedback = new CopyOnWriteArrayList<>();
    final List<Cancellation> cancellations = new CopyOnWriteArrayList<>();

    private volatile BiConsumer<PromptRequest, InMemoryResponseBus> script = (prompt, bus) -> {};
    private volatile PublishFailure failure;
    private volatile boolean once;
    private volatile ResponseListener listener;
    private volatile boolean closed;

    /** What happens when a prompt is published. */
    void onPrompt(BiConsumer<PromptRequest, InMemoryResponseBus> script) {
        this.script = script;
    }

    void failWith(PublishFailure failure) {
        this.failure = failure;
    }

    void failOnceWith(PublishFailure failure) {
        this.failure = failure;
        this.once = true;
    }

    void respond(FinalResponse response) {
        if (listener.wantsResponse(response.id().value())) {
            listener.onResponse(response);
        }
    }

    void chunk(ResponseChunk chunk) {
        if (listener.wantsChunk(chunk.id().value())) {
            listener.onChunk(chunk);
        }
    }

    void unreadable(String id) {
        listener.onUnreadable(id);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public Future<Void> listen(ResponseListener listener) {
        this.listener = listener;
        return Future.succeededFuture();
    }

    @Override
    public int replyPartition(String id) {
        return 3;
    }

    @Override
    public Future<Void> publish(PromptRequest prompt) {
        PublishFailure fails = failure;
        if (fails != null) {
            failure = once ? null : fails;
            return Future.failedFuture(fails);
        }
        prompts.add(prompt);
        script.accept(prompt, this);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> publish(Feedback given) {
        PublishFailure fails = failure;
        if (fails != null) {
            return Future.failedFuture(fails);
        }
        feedback.add(given);
        return Future.succeededFuture();
    }

    @Override
    public void cancel(Cancellation cancellation) {
        cancellations.add(cancellation);
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }
}
