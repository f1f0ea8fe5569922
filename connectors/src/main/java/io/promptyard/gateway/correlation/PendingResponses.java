package io.promptyard.gateway.correlation;

import io.promptyard.gateway.admission.AdmissionLimiter;
import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.gateway.ops.GatewayMetrics;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Request id to waiting exchange, bounded by the admission limit. Thread-safe: exchanges register and remove
 * themselves on their event loops, responses arrive on consumer threads and are handed over. An exchange takes the
 * first response only; ids that nobody waits for are counted and dropped.
 */
public final class PendingResponses implements ResponseListener {
    private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AdmissionLimiter limiter;
    private final GatewayMetrics metrics;

    public PendingResponses(AdmissionLimiter limiter, GatewayMetrics metrics) {
        this.limiter = limiter;
        this.metrics = metrics;
    }

    /** What came of a registration. */
    public enum Registration {
        ACCEPTED,
        FULL,
        ALREADY_WAITING
    }

    public Registration register(String id, Waiting exchange) {
        if (!limiter.tryEnter()) {
            return Registration.FULL;
        }
        if (waiting.putIfAbsent(id, exchange) != null) {
            limiter.leave();
            return Registration.ALREADY_WAITING;
        }
        return Registration.ACCEPTED;
    }

    /** Forgets the exchange; does nothing when it was forgotten before. */
    public void remove(String id, Waiting exchange) {
        if (waiting.remove(id, exchange)) {
            limiter.leave();
        }
    }

    public int size() {
        return waiting.size();
    }

    @Override
    public boolean wantsResponse(String id) {
        return wants(id, GatewayMeter.UNKNOWN_RESPONSES);
    }

    @Override
    public boolean wantsChunk(String id) {
        return wants(id, GatewayMeter.LATE_CHUNKS);
    }

    @Override
    public void onResponse(FinalResponse response) {
        Waiting exchange = waiting.get(response.id().value());
        if (exchange == null) {
            metrics.count(GatewayMeter.UNKNOWN_RESPONSES);
            return;
        }
        exchange.context().runOnContext(ignored -> exchange.response(response));
    }

    @Override
    public void onChunk(ResponseChunk chunk) {
        Waiting exchange = waiting.get(chunk.id().value());
        if (exchange == null) {
            metrics.count(GatewayMeter.LATE_CHUNKS);
            return;
        }
        exchange.context().runOnContext(ignored -> exchange.chunk(chunk));
    }

    @Override
    public void onUnreadable(String id) {
        metrics.count(GatewayMeter.UNREADABLE);
        Waiting exchange = waiting.get(id);
        if (exchange != null) {
            exchange.context().runOnContext(ignored -> exchange.unreadable());
        }
    }

    private boolean wants(String id, GatewayMeter otherwise) {
        if (waiting.containsKey(id)) {
            return true;
        }
        metrics.count(otherwise);
        return false;
    }
}
