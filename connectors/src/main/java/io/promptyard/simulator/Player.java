package io.promptyard.simulator;

import io.promptyard.simulator.BookedCall.Outcome;
import io.promptyard.simulator.Fault.Breakage;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** Plays one call's answer, or the fault in its place. Lives on one event loop. */
final class Player {

    private static final String HTML =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad"
                    + " Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    private final Engine engine;
    private final ProviderWire wire;
    private final Reply reply;
    private final Ask ask;
    private final long hash;
    private final double tokensPerSecond;

    Player(Engine engine, ProviderWire wire, Reply reply, Ask ask, long hash, double tokensPerSecond) {
        this.engine = engine;
        this.wire = wire;
        this.reply = reply;
        this.ask = ask;
        this.hash = hash;
        this.tokensPerSecond = tokensPerSecond;
    }

    void play(Optional<Fault> fault) {
        if (fault.isEmpty()) {
            answer(compose(false));
            return;
        }
        switch (fault.get()) {
            case Fault.Status status -> refuse(wire.ofStatus(status.status()), status.hint());
            case Fault.Broken broken -> breakage(broken.kind());
            case Fault.Slow slow -> answer(compose(false));
        }
    }

    private void breakage(Breakage kind) {
        switch (kind) {
            case HANG -> reply.onHangUp(() -> {});
            case HANGBODY -> hangBody();
            case RESET -> reply.drop();
            case HTML502 -> reply.whole(502, "text/html", Buffer.buffer(HTML), Outcome.REFUSED);
            case AUTH401 -> refuse(wire.badKey(), RetryHint.NONE);
            case NOTFOUND404 -> refuse(wire.noSuchModel(ask.model().asked()), RetryHint.NONE);
            case CONTEXT400 -> refuse(wire.tooLong(ask.promptTokens()), RetryHint.NONE);
            case QUOTA -> refuse(wire.noQuota(), RetryHint.NONE);
            case FILTER -> answer(compose(true));
            case EARLYCLOSE, MALFORMED, CUT, EMPTY, TRUNCATE, ERROREVENT, ERRORFIRST, STALL -> {
                if (ask.stream()) {
                    brokenStream(kind);
                } else {
                    brokenBody(kind);
                }
            }
        }
    }

    private Answer compose(boolean filtered) {
        var answer = new Composer(wire.toolCallPrefix(), engine.settings().key())
                .compose(ask, hash, engine.nowMillis() / 1000, filtered);
        reply.spent(Bill.of(answer, wire.tellsReasoning()));
        reply.counts(answer);
        return answer;
    }

    private void refuse(WireError error, RetryHint hint) {
        reply.error(error, hint, engine.settings().clock().instant(), Outcome.REFUSED);
    }

    private void hangBody() {
        if (ask.stream()) {
            reply.startStream();
        } else {
            reply.head(200, "application/json");
        }
        reply.headOnly();
    }

    private void answer(Answer answer) {
        if (!ask.stream()) {
            reply.json(200, wire.plain(answer), Outcome.ANSWERED);
            return;
        }
        var events = wire.stream(answer, engine.settings().tokensPerEvent());
        reply.startStream();
        if (tokensPerSecond == 0) {
            reply.endStream(
                    joined(events.opening()) + joined(events.content()) + joined(events.closing()), Outcome.ANSWERED);
        } else {
            reply.write(joined(events.opening()));
            paced(events, 0, System.nanoTime());
        }
    }

    // Each piece is due at its own time after the first, so that coarse timers do not add up.
    private void paced(StreamEvents events, int next, long startNanos) {
        if (reply.over()) {
            return;
        }
        var at = next;
        while (at < events.content().size() && millisUntil(at, startNanos) <= 0) {
            reply.write(events.content().get(at++));
        }
        if (at == events.content().size()) {
            reply.endStream(joined(events.closing()), Outcome.ANSWERED);
            return;
        }
        var from = at;
        reply.later(Math.max(1, millisUntil(at, startNanos)), () -> paced(events, from, startNanos));
    }

    private long millisUntil(int piece, long startNanos) {
        var dueNanos = piece * engine.settings().tokensPerEvent() * 1e9 / tokensPerSecond;
        return Math.round((dueNanos - (System.nanoTime() - startNanos)) / 1e6);
    }

    private void brokenBody(Breakage kind) {
        if (kind == Breakage.ERROREVENT || kind == Breakage.ERRORFIRST) {
            // Said before anything was made: an error status is billed nowhere.
            refuse(wire.ofStatus(500), RetryHint.NONE);
            return;
        }
        var body = wire.plain(compose(false));
        switch (kind) {
            case EARLYCLOSE -> reply.half(body);
            case MALFORMED -> reply.json(200, Buffer.buffer("{\"id\": simulated, 'choices': <broken>"), Outcome.BROKEN);
            case CUT, TRUNCATE -> reply.json(200, body.slice(0, body.length() / 2), Outcome.BROKEN);
            case EMPTY -> reply.json(200, Buffer.buffer(), Outcome.BROKEN);
            case STALL -> hangBody();
            case HANG,
                    HANGBODY,
                    RESET,
                    HTML502,
                    AUTH401,
                    NOTFOUND404,
                    CONTEXT400,
                    FILTER,
                    QUOTA,
                    ERROREVENT,
                    ERRORFIRST -> throw new IllegalArgumentException("not a fault of the body: " + kind);
        }
    }

    private void brokenStream(Breakage kind) {
        var events = wire.stream(compose(false), engine.settings().tokensPerEvent());
        var half = joined(events.opening())
                + joined(events.content().subList(0, (events.content().size() + 1) / 2));
        reply.startStream();
        switch (kind) {
            case EARLYCLOSE -> reply.writeAndDrop(half);
            case MALFORMED -> reply.endStream(half + "data: {\"id\": simulated, <broken>\n\n", Outcome.BROKEN);
            case CUT -> reply.endStream(half + cut(events), Outcome.BROKEN);
            case EMPTY -> reply.endStream("", Outcome.BROKEN);
            case TRUNCATE -> reply.endStream(half, Outcome.BROKEN);
            case ERROREVENT -> reply.endStream(half + wire.errorEvent(wire.ofStatus(500)), Outcome.BROKEN);
            case ERRORFIRST -> reply.endStream(wire.errorEvent(wire.ofStatus(500)), Outcome.BROKEN);
            case STALL ->
                reply.write(joined(events.opening())
                        + joined(events.content()
                                .subList(0, Math.min(1, events.content().size()))));
            case HANG, HANGBODY, RESET, HTML502, AUTH401, NOTFOUND404, CONTEXT400, FILTER, QUOTA ->
                throw new IllegalArgumentException("not a fault of a stream: " + kind);
        }
    }

    private static String cut(StreamEvents events) {
        var last = events.closing().getFirst();
        return last.substring(0, last.length() / 2);
    }

    private static String joined(List<String> events) {
        return String.join("", events);
    }
}
