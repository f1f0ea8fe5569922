package io.promptyard.router.app;

import io.promptyard.topic.RouterTopics;
import java.time.Clock;
import org.apache.kafka.common.serialization.Serde;

/** The topics with serdes that wait for a registry that is down; see {@link PatientSerde}. */
public final class PatientTopics {
    private PatientTopics() {}

    public static RouterTopics of(RouterTopics topics, Clock clock) {
        PatientSerde patience = PatientSerde.sleeping(clock);
        return new RouterTopics(
                topics.names(),
                patience.patient(topics.prompts()),
                patience.patient(topics.reroutes()),
                patience.patient(topics.responses()),
                patience.patient(topics.responseChunks()),
                patience.patient(topics.deadLetters()),
                patience.patient(topics.cancellations()),
                patience.patient(topics.decisions()),
                patience.patient(topics.attempts()),
                patience.patient(topics.spend()),
                patience.patient(topics.providerHealth()),
                patience.patient(topics.feedback()),
                patience.patient(topics.redrives()),
                patience.patient(topics.models()),
                patience.patient(topics.config()),
                patience.patient(topics.experiments()),
                patience.patient(topics.reservations()),
                patience.patient(topics.allowances()),
                patience.patient(topics.shadowResponses()),
                patience.patient(topics.dispatchSerde()),
                patience.patient(topics.outcomeSerde()));
    }

    /** For what is in no topic of ours: a store's changelog. */
    public static <V> Serde<V> patient(Serde<V> serde, Clock clock) {
        return PatientSerde.sleeping(clock).patient(serde);
    }
}
