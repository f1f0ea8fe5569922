package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request that asked for a stream. The head is held until there is content, so that what fails before is
 * plain JSON with its own status; from then on the stream is committed to one attempt. The final response may overtake
 * the last chunks, which come by another topic: it says how many there are, and they are waited for; what does not come
 * is made from the full answer. Lives on the exchange's event loop.
 */
final class StreamReply extends PendingReply {
    private static final long NO_TIMER = -1;

    private final ReplyTimes times;
    private final Duration patience;
    private final boolean includeUsage;
    private final ChunkSequencer sequencer = new ChunkSequencer();
    private final List<CompletionDelta> held = new ArrayList<>();

    private List<String> dropped = List.of();
    private @Nullable EventStream stream;
    private @Nullable ChunkWriter writer;
    private @Nullable FinalResponse last;
    private long graceTimer = NO_TIMER;

    /** @param patience how long a client may leave its stream unread before that counts as hanging up */
    StreamReply(Exchange exchange, Surroundings around, ReplyTimes times, Duration patience, boolean includeUsage) {
        super(exchange, around);
        this.times = times;
        this.patience = patience;
        this.includeUsage = includeUsage;
    }

    @Override
    public void chunk(ResponseChunk chunk) {
        ChunkSequencer.Step step = finished() ? ChunkSequencer.Step.UNUSED : sequencer.accept(chunk);
        if (!step.used()) {
            exchange().metrics().count(GatewayMeter.LATE_CHUNKS);
            return;
        }
        if (step.restarted()) {
            held.clear();
            dropped = List.of();
        }
        for (ResponseChunk ready : step.ready()) {
            if (ready.sequence() == 0) {
                dropped = ready.droppedParameters();
            }
            switch (ready.body()) {
                case ResponseChunk.Content.Clear clear -> piece(ready, clear.delta());
                case ResponseChunk.Content.Sealed sealed -> {
                    fail(ApiErrors.sealed());
                    return;
                }
            }
        }
        if (last != null && allCame(last)) {
            conclude(last);
        }
    }

    @Override
    public void response(FinalResponse response) {
        if (finished() || last != null) {
            return;
        }
        String attempt = attempt(response);
        boolean other = !sequencer.follows(attempt);
        if (stream != null && other) {
            fail(
                    response.result() instanceof Refusal refusal
                            ? ApiErrors.refused(refusal)
                            : ApiErrors.broken("the call was repeated after it had begun to answer"));
            return;
        }
        if (other) {
            held.clear();
        }
        sequencer.settleOn(attempt);
        last = response;
        if (allCame(response)) {
            conclude(response);
        } else {
            graceTimer = vertx().setTimer(times.chunkGrace().toMillis(), ignored -> conclude(response));
        }
    }

    @Override
    void failed(ApiError error) {
        if (exchange().over()) {
            return;
        }
        if (stream == null) {
            exchange().fail(error);
        } else {
            stream.broken(error);
            exchange().done(error.status());
        }
    }

    @Override
    void ended() {
        if (graceTimer != NO_TIMER) {
            vertx().cancelTimer(graceTimer);
        }
        if (stream != null) {
            stream.stop();
        }
    }

    /** All pieces are there, or time is up for those that are not. */
    private void conclude(FinalResponse response) {
        switch (response.result()) {
            case Answer answer -> complete(response, answer);
            case Refusal refusal -> {
                if (stream == null) {
                    ReplyHeaders.response(exchange().response().headers(), response, now());
                }
                fail(ApiErrors.refused(refusal));
            }
        }
    }

    private boolean allCame(FinalResponse response) {
        int chunks = switch (response.result()) {
            case Answer answer -> answer.chunks();
            case Refusal refusal -> refusal.chunks();
        };
        return sequencer.received() >= chunks;
    }

    private static String attempt(FinalResponse response) {
        return switch (response.result()) {
            case Answer answer -> answer.attemptId();
            case Refusal refusal -> refusal.attemptId();
        };
    }

    private void piece(ResponseChunk chunk, CompletionDelta delta) {
        if (stream == null || writer == null) {
            held.add(delta);
            if (isContent(delta)) {
                sequencer.commit();
                ReplyHeaders.chunk(exchange().response().headers(), chunk, now(), dropped);
                open(chunk.target().model().value());
                ChunkWriter opened = writer;
                held.forEach(early -> stream.send(opened.write(early)));
                held.clear();
            }
            return;
        }
        stream.send(writer.write(delta));
    }

    private Instant now() {
        return exchange().clock().instant();
    }

    private void open(String model) {
        HttpServerResponse response = exchange().head(200, "text/event-stream; charset=utf-8");
        EventStream.headers(response);
        stream = new EventStream(vertx(), response, times.keepAlive(), patience, exchange()::hangUp);
        writer = new ChunkWriter(completionId(), createdSeconds(), model, includeUsage);
        exchange().metrics().firstChunk(exchange().clock().millis() - exchange().startedMillis());
    }

    private void complete(FinalResponse response, Answer answer) {
        if (answer.body() instanceof CompletionContent.Clear clear) {
            if (finish()) {
                complete(response, answer, clear.completion());
            }
        } else {
            fail(ApiErrors.sealed());
        }
    }

    private void complete(FinalResponse response, Answer answer, Completion completion) {
        boolean streamed = stream != null;
        if (!streamed) {
            ReplyHeaders.answered(exchange().response().headers(), response, answer, now());
            open(answer.target().model().value());
        }
        Optional<List<ObjectNode>> rest = writer.rest(completion, streamed && answer.chunks() > 0 && allCame(response));
        if (rest.isEmpty()) {
            failed(ApiErrors.broken("pieces are missing"));
            return;
        }
        rest.get().forEach(stream::send);
        if (includeUsage && answer.usage() != null) {
            stream.send(writer.usage(answer.usage()));
        }
        stream.done();
        exchange().done(200);
    }

    /** Text, a piece of a tool call, or something without a typed place, such as reasoning, that says anything. */
    private static boolean isContent(CompletionDelta delta) {
        if (delta.hasContent()) {
            return true;
        }
        for (CompletionDelta.ChoiceDelta choice : delta.choices()) {
            for (JsonNode value : Json.extra(choice.extra())) {
                if (!value.isNull()
                        && !(value.isTextual() && value.textValue().isEmpty())
                        && !isEmptyContainer(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isEmptyContainer(JsonNode value) {
        return value.isContainerNode() && value.isEmpty();
    }
}
