package io.promptyard.standalone.replay;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.router.replay.RecordedCall;
import io.promptyard.router.replay.RecordedCase;
import io.promptyard.router.replay.RecordedOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Brings each decision together with its prompt and with what came of it. Prompts and decisions are to come as they were written,
 * together in the order of their times; what has not met yet waits, in bytes, in memory and beyond that on disk. Of a prompt whose
 * first choice failed, the bytes stay for its fallbacks. For one thread.
 */
final class CaseJoin implements AutoCloseable {
    /** A record is written again, by a restart in an at-least-once lane, within so many others. */
    private static final int REMEMBERED = 20_000;

    private final SpillMap<byte[]> prompts;
    private final SpillMap<byte[]> fallen;
    private final SpillMap<byte[]> decisions;
    private final Function<String, RecordedOutcome> outcomes;
    private final Function<byte[], PromptRequest> promptReader;
    private final Function<byte[], RoutingDecision> decisionReader;
    private final Consumer<RecordedCase> cases;
    private final Set<String> done = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private long unreadable;

    /**
     * @param memory bytes that what waits may take in memory, about
     * @param outcomes by request id, all of them known before
     */
    CaseJoin(
            long memory,
            Function<String, RecordedOutcome> outcomes,
            Function<byte[], PromptRequest> promptReader,
            Function<byte[], RoutingDecision> decisionReader,
            Consumer<RecordedCase> cases) {
        this.prompts = new SpillMap<>(SpillMap.Bytes.plain(), (first, again) -> first, memory / 2);
        this.fallen = new SpillMap<>(SpillMap.Bytes.plain(), (first, again) -> first, memory / 4);
        this.decisions = new SpillMap<>(SpillMap.Bytes.plain(), (first, again) -> first, memory / 4);
        this.outcomes = outcomes;
        this.promptReader = promptReader;
        this.decisionReader = decisionReader;
        this.cases = cases;
    }

    void prompt(String id, byte[] bytes) {
        if (done.contains(id)) {
            return;
        }
        byte[] early = decisions.remove(id);
        if (early == null) {
            prompts.put(id, bytes);
            return;
        }
        RoutingDecision decision = read(decisionReader, early);
        if (decision != null) {
            first(id, bytes, decision);
        }
    }

    /** @param bytes of {@code decision} */
    void decision(String id, byte[] bytes, RoutingDecision decision) {
        if (decision.attempt() > 1) {
            byte[] prompt = fallen.get(id);
            if (prompt != null) {
                emit(prompt, decision);
            }
            return;
        }
        if (done.contains(id)) {
            return;
        }
        boolean waits = decision.target() == null && decision.refusal() == null;
        byte[] prompt = waits ? prompts.get(id) : prompts.remove(id);
        if (waits && prompt != null) {
            emit(prompt, decision);
        } else if (prompt != null) {
            first(id, prompt, decision);
        } else if (!waits) {
            decisions.put(id, bytes);
        }
    }

    private void first(String id, byte[] prompt, RoutingDecision decision) {
        done.add(id);
        RecordedOutcome outcome = emit(prompt, decision);
        for (RecordedCall call : outcome.calls()) {
            if (!call.success()) {
                fallen.put(id, prompt);
                return;
            }
        }
    }

    private RecordedOutcome emit(byte[] bytes, RoutingDecision decision) {
        RecordedOutcome outcome = outcome(decision);
        PromptRequest request = read(promptReader, bytes);
        if (request != null) {
            cases.accept(new RecordedCase(request, decision, outcome));
        }
        return outcome;
    }

    /** With what was said of the shadow's answer, under the id of the copy. */
    private RecordedOutcome outcome(RoutingDecision decision) {
        RecordedOutcome own = outcomes.apply(decision.id().value());
        ShadowChoice shadow = decision.shadow();
        if (shadow == null || shadow.target().isEmpty()) {
            return own;
        }
        String copy = ShadowChoice.copyOf(decision.id(), shadow.name()).value();
        return own.withShadow(shadow.target().get(), outcomes.apply(copy));
    }

    private <V> @Nullable V read(Function<byte[], V> reader, byte[] bytes) {
        try {
            return reader.apply(bytes);
        } catch (SerializationException e) {
            unreadable++;
            return null;
        }
    }

    long unreadable() {
        return unreadable;
    }

    /** Decisions that still wait for their prompts. */
    long withoutPrompt() {
        return decisions.size();
    }

    @Override
    public void close() {
        prompts.close();
        fallen.close();
        decisions.close();
    }
}
