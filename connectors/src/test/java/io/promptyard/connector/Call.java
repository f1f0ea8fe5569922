package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.Dispatch;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call made for a test, with the pieces it has reported so far. */
public final class Call {
    private final List<CompletionDelta> deltas = new CopyOnWriteArrayList<>();
    private final ProviderCall call;
    private final CompletableFuture<Result> outcome;

    private Call(ProviderConnector connector, Dispatch dispatch) {
        call = connector.start(dispatch, "attempt-1", "key-1", deltas::add);
        outcome = call.outcome().toCompletionStage().toCompletableFuture();
    }

    public static Call start(ProviderConnector connector, Dispatch dispatch) {
        return new Call(connector, dispatch);
    }

    /** The key that was used. */
    public @Nullable String key() {
        return call.key();
    }

    public void cancel() {
        call.cancel();
    }

    public void abandon() {
        call.abandon();
    }

    public List<CompletionDelta> deltas() {
        return List.copyOf(deltas);
    }

    public Result result() throws Exception {
        return outcome.get(20, TimeUnit.SECONDS);
    }

    public Answered answered() throws Exception {
        assertThat(result()).isInstanceOf(Answered.class);
        return (Answered) result();
    }

    public Completion completion() throws Exception {
        return ((CompletionContent.Clear) answered().body()).completion();
    }

    public Failed failed() throws Exception {
        assertThat(result()).isInstanceOf(Failed.class);
        return (Failed) result();
    }
}
