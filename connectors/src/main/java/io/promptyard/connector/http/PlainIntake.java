package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer in one piece; also from a host that was asked for a stream and has none, which then gets one piece. */
final class PlainIntake implements Intake {
    private final ReplyReader reader;
    private final MultiMap headers;
    private final @Nullable DeltaGate gate;
    private final Buffer body = Buffer.buffer();
    private @Nullable TokenUsage billed;

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
    public Reply end() throws ReplyException {
        billed = reader.billed(MissingNode.getInstance(), headers);
        JsonNode json = json();
        billed = reader.billed(json, headers);
        Reply reply = reader.read(json);
        if (reply.usage() == null && billed != null) {
            reply = new Reply(reply.content(), reply.finishReason(), billed);
        }
        if (gate != null) {
            gate.offer(asDelta(reply.completion()));
        }
        return reply;
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
