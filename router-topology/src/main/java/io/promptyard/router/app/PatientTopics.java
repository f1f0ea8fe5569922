package io.promptyard.router.app;

import io.promptyard.topic.RouterTopics;

/** The topics with serdes that wait for a registry that is down; see {@link PatientSerde}. */
public final class PatientTopics {
    private PatientTopics() {}

    public static RouterTopics of(RouterTopics topics) {
        return new RouterTopics(
                topics.names(),
                PatientSerde.patient(topics.prompts()),
                PatientSerde.patient(topics.reroutes()),
                PatientSerde.patient(topics.responses()),
                PatientSerde.patient(topics.responseChunks()),
                PatientSerde.patient(topics.deadLetters()),
                PatientSerde.patient(topics.cancellations()),
                PatientSerde.patient(topics.decisions()),
                PatientSerde.patient(topics.attempts()),
                PatientSerde.patient(topics.spend()),
                PatientSerde.patient(topics.providerHealth()),
                PatientSerde.patient(topics.feedback()),
                PatientSerde.patient(topics.dispatchSerde()),
                PatientSerde.patient(topics.outcomeSerde()));
    }
}
