package io.promptyard.chaos.check;

import io.promptyard.chaos.load.Asked;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.simulator.BookedCall;
import io.promptyard.topic.RouterTopics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known when a run has ended: topics, books, and what the senders were told.
 *
 * @param outcomes by provider
 * @param responseGaps offsets of responses without a record for anyone
 * @param abortedResponses records of responses that only a reader of uncommitted records sees
 * @param pending calls that the workers still hold
 */
public record Evidence(
        List<Noted<PromptRequest>> prompts,
        List<Noted<FinalResponse>> responses,
        Map<String, List<Noted<ProviderOutcome>>> outcomes,
        List<Noted<DeadLetter>> deadLetters,
        long responseGaps,
        long abortedResponses,
        List<BookedCall> books,
        List<Asked> asked,
        Told told,
        List<Blow> blows,
        double pending) {

    /** What the brokers told the producer: acknowledged ids, and how many records without a key. */
    public record Told(Set<String> acknowledged, int keyless, int unacknowledged) {
        public Told {
            acknowledged = Set.copyOf(acknowledged);
        }
    }

    /** Reads the topics as consumers of this mode do. */
    public static Evidence read(
            String bootstrapServers,
            RouterTopics topics,
            List<String> providers,
            boolean exactlyOnce,
            List<BookedCall> books,
            List<Asked> asked,
            Told told,
            List<Blow> blows,
            double pending) {
        TopicReader reader = new TopicReader(bootstrapServers, exactlyOnce);
        TopicReader raw = new TopicReader(bootstrapServers, false);
        // Outcomes are produced outside of transactions, and fences too.
        Map<String, List<Noted<ProviderOutcome>>> outcomes = new LinkedHashMap<>();
        providers.forEach(name -> outcomes.put(name, raw.read(topics.outcomes(new ProviderId(name)))));
        List<Noted<FinalResponse>> responses = reader.read(topics.responses());
        return new Evidence(
                reader.read(topics.prompts()),
                responses,
                outcomes,
                reader.read(topics.deadLetters()),
                raw.gaps(topics.responses().name()),
                exactlyOnce ? raw.read(topics.responses()).size() - responses.size() : 0,
                books,
                asked,
                told,
                blows,
                pending);
    }
}
