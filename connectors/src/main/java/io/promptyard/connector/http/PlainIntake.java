package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer in one piece; also from a host that was asked for a stream and has none, which then gets one piece. */
final class PlainIntake implements Intake {
    /** In bytes: from here on reading takes milliseconds, vectors by the thousand most of all. */
    static final int LONG = 256 * 1024;

    private final ReplyReader reader;
    private final MultiMap headers;
    private final @Nullable DeltaGate gate;
    private final Buffer body = Buffer.buffer();
    private @Nullable Reply reply;
    private @Nullable ReplyException failure;

    /** Of a call that is cancelled while its reply is read, too. */
    private volatile @Nullable TokenUsage billed;

    /** {@code gate} null: no stream was asked for. */
    PlainIntake(ReplyReader reader, MultiMap headers, @Nullable DeltaGate gate) {
        this.reader = reader;
        this.headers = headers;
        this.gate = gate;
    }

    @Override
    public boolean bytes(Buffer bytes) {
        body.appendBuffer(bytes);
        return false;
    }

    @Override
    public Future<Void> readAside(Context context) {
        return body.length() <= LONG ? Future.succeededFuture() : context.executeBlocking(this::read, false);
    }

    @Override
    public Reply end() throws ReplyException {
        if (reply == null && failure == null) {
            read();
        }
        if (failure != null) {
            throw failure;
        }
        Reply whole = Objects.requireNonNull(reply);
        if (gate != null) {
            gate.offer(asDelta(whole.completion()));
        }
        return whole;
    }

    private @Nullable Void read() {
        try {
            reply = reply();
        } catch (ReplyException e) {
            failure = e;
        }
        return null;
    }

    private Reply reply() throws ReplyException {
        billed = reader.billed(MissingNode.getInstance(), headers);
        JsonNode json = json();
        billed = reader.billed(json, headers);
        Reply read = reader.read(json);
        return read.usage() == null && billed != null ? new Reply(read.content(), read.finishReason(), billed) : read;
    }

    /** Of a body that was read and is no answer, too. */
    @Override
    public @Nullable TokenUsage billed() {
        return billed;
    }

    private JsonNode json() throws ReplyException {
        if (body.length() == 0) {
            throw ReplyException.malformed("an empty body");
        }
        try {
            return WireJson.parse(body);
        } catch (IOException e) {
            // The parser's own message quotes the body: what a model said must not end in logs.
            throw ReplyException.malformed("a body that is not JSON (" + body.length() + " bytes)");
        }
    }

    private static CompletionDelta asDelta(Completion completion) {
        return new CompletionDelta(
                completion.choices().stream().map(PlainIntake::asDelta).toList(), WireJson.EMPTY);
    }

    private static ChoiceDelta asDelta(Completion.Choice choice) {
        List<ToolCall> calls = choice.message().toolCalls();
        List<ToolCallDelta> deltas = new ArrayList<>(calls.size());
        for (ToolCall call : calls) {
            deltas.add(new ToolCallDelta(deltas.size(), call.id(), call.name(), call.arguments(), call.extra()));
        }
        return new ChoiceDelta(
                choice.index(),
                choice.message().role(),
                choice.message().text(),
                deltas,
                choice.finishReason(),
                choice.message().extra());
    }
}
