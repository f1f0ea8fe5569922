package io.promptyard.standalone.demo;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Gathers what the topics say, by request id. Thread-safe. */
final class Stories {
    private static final class Draft {
        private final List<FinalResponse> responses = new ArrayList<>();
        private final Map<String, ProviderAttempt> started = new LinkedHashMap<>();
        private final Map<String, ProviderAttempt> ended = new LinkedHashMap<>();
        private final List<DeadLetter> deadLetters = new ArrayList<>();
        private int decisions;

        synchronized Story story() {
            return new Story(
                    responses, List.copyOf(started.values()), List.copyOf(ended.values()), decisions, deadLetters);
        }
    }

    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<FinalResponse>> awaited = new ConcurrentHashMap<>();

    void add(FinalResponse response) {
        Draft draft = draft(response.id().value());
        synchronized (draft) {
            draft.responses.add(response);
        }
        response(response.id().value()).complete(response);
    }

    void add(ProviderAttempt attempt) {
        Draft draft = draft(attempt.id().value());
        synchronized (draft) {
            switch (attempt.phase()) {
                case STARTED -> draft.started.putIfAbsent(attempt.attemptId(), attempt);
                case ENDED -> draft.ended.putIfAbsent(attempt.attemptId(), attempt);
                case UNKNOWN -> throw new IllegalStateException("an attempt of unknown phase: " + attempt.attemptId());
            }
        }
    }

    void add(RoutingDecision decision) {
        Draft draft = draft(decision.id().value());
        synchronized (draft) {
            draft.decisions++;
        }
    }

    void add(String key, DeadLetter deadLetter) {
        Draft draft = draft(key);
        synchronized (draft) {
            draft.deadLetters.add(deadLetter);
        }
    }

    /** Completes with the first response to this id, also when that came before. */
    CompletableFuture<FinalResponse> response(String id) {
        return awaited.computeIfAbsent(id, each -> new CompletableFuture<>());
    }

    /** A copy as of now. */
    Map<String, Story> snapshot() {
        Map<String, Story> stories = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> stories.put(id, draft.story()));
        return stories;
    }

    private Draft draft(String id) {
        return drafts.computeIfAbsent(id, each -> new Draft());
    }
}
