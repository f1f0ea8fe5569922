package io.promptyard.connector.http;

import io.promptyard.model.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer in pieces. Each is passed on as it comes, and gathered. */
final class StreamIntake implements Intake {
    private final EventParser parser;
    private final StreamReader reader;
    private final DeltaGate gate;

    StreamIntake(EventParser parser, StreamReader reader, DeltaGate gate) {
        this.parser = parser;
        this.reader = reader;
        this.gate = gate;
    }

    @Override
    public boolean bytes(Buffer bytes) throws ReplyException {
        boolean complete = read(parser.feed(bytes));
        if (!complete) {
            parser.verify();
        }
        return complete;
    }

    @Override
    public Reply end() throws ReplyException {
        if (!reader.complete()) {
            read(parser.end());
        }
        return reader.end();
    }

    @Override
    public boolean waitsForContent() {
        return true;
    }

    @Override
    public @Nullable TokenUsage billed() {
        return reader.billed();
    }

    @Override
    public @Nullable TokenUsage soFar() {
        return reader.soFar();
    }

    private boolean read(List<SseEvent> events) throws ReplyException {
        for (SseEvent event : events) {
            if (reader.complete()) {
                break;
            }
            reader.read(event).forEach(gate::offer);
        }
        return reader.complete();
    }
}
