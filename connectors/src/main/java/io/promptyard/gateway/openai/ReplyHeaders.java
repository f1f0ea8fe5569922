package io.promptyard.gateway.openai;

import io.promptyard.model.ResponseChunk;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code x-promptyard-*} response headers: who answered, by which route, after how many attempts, for how much, and without what. */
final class ReplyHeaders {
    private static final String PROVIDER = "x-promptyard-provider";
    private static final String MODEL = "x-promptyard-model";
    private static final String ROUTE = "x-promptyard-route";
    private static final String ATTEMPTS = "x-promptyard-attempts";
    private static final String COST = "x-promptyard-cost-usd";
    private static final String DROPPED = "x-promptyard-dropped-params";

    private ReplyHeaders() {}

    static void response(MultiMap headers, FinalResponse response, Instant now) {
        LimitHeaders.set(headers, response.rateLimits(), now);
        switch (response.result()) {
            case Answer answer -> {
                routed(headers, answer.target(), answer.route());
                dropped(headers, answer.droppedParameters());
            }
            case Refusal refusal -> routed(headers, refusal.target(), refusal.route());
        }
        headers.set(ATTEMPTS, Integer.toString(response.attempts()));
        if (response.costUsd() != null) {
            headers.set(COST, response.costUsd().toPlainString());
        }
    }

    /** What is known when a stream starts: no cost yet. */
    static void chunk(MultiMap headers, ResponseChunk chunk, Instant now, List<String> dropped) {
        LimitHeaders.set(headers, chunk.rateLimits(), now);
        routed(headers, chunk.target(), chunk.route());
        dropped(headers, dropped);
        headers.set(ATTEMPTS, Integer.toString(chunk.attempt()));
    }

    /** A stream that is made from the full answer starts like any other. */
    static void answered(MultiMap headers, FinalResponse response, Answer answer, Instant now) {
        LimitHeaders.set(headers, response.rateLimits(), now);
        routed(headers, answer.target(), answer.route());
        dropped(headers, answer.droppedParameters());
        headers.set(ATTEMPTS, Integer.toString(response.attempts()));
    }

    /** Names out of the presets' own lists, or of a client's fields as OpenAI has them. */
    private static void dropped(MultiMap headers, List<String> parameters) {
        if (!parameters.isEmpty()) {
            headers.set(DROPPED, String.join(",", parameters));
        }
    }

    private static void routed(MultiMap headers, @Nullable Target target, @Nullable String route) {
        if (target != null) {
            headers.set(PROVIDER, target.provider().value());
            headers.set(MODEL, target.toString());
        }
        if (route != null && !route.isEmpty()) {
            headers.set(ROUTE, route);
        }
    }
}
