package io.promptyard.router.ingress;

import io.promptyard.router.Step;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.metrics.RouterMetrics;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;

/**
 * Makes the processors at the door.
 *
 * @param promptPartitions partitions of prompts: what is known of answers is spread the same way
 */
public record Ingress(
        DeadLetterFactory deadLetters,
        RouterMetrics metrics,
        Clock clock,
        PastAnswers pastAnswers,
        int promptPartitions) {

    public Processor<String, Arrival, String, Step> accept() {
        return new AcceptPrompt(deadLetters, metrics, clock, pastAnswers);
    }

    public Processor<String, AnswerPlace, Void, Void> remember() {
        return new RememberAnswer(clock);
    }
}
