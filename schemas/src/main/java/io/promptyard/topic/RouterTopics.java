package io.promptyard.topic;

import io.promptyard.model.Allowance;
import io.promptyard.model.Cancellation;
import io.promptyard.model.ConfigEntry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Feedback;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Spend;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.serde.SerdeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The public topics of one lane, each bound to its serdes. Keys are UTF-8 texts: request ids, except budget and window
 * on {@code spend}, target on {@code providerHealth}, version on {@code models}, its own id on {@code allowances} and {@code experiments}, and see {@link ConfigEntry} for
 * {@code config}. The serdes belong to the {@link SerdeFactory}.
 */
public record RouterTopics(
        TopicNames names,
        Topic<String, PromptRequest> prompts,
        Topic<String, Reroute> reroutes,
        Topic<String, FinalResponse> responses,
        Topic<String, ResponseChunk> responseChunks,
        Topic<String, DeadLetter> deadLetters,
        Topic<String, Cancellation> cancellations,
        Topic<String, RoutingDecision> decisions,
        Topic<String, ProviderAttempt> attempts,
        Topic<String, Spend> spend,
        Topic<String, ProviderHealth> providerHealth,
        Topic<String, Feedback> feedback,
        Topic<String, RedriveNote> redrives,
        Topic<String, LearnedModel> models,
        Topic<String, ConfigEntry> config,
        Topic<String, ExperimentRecord> experiments,
        Topic<String, Reservation> reservations,
        Topic<String, Allowance> allowances,
        Topic<String, FinalResponse> shadowResponses,
        Serde<Dispatch> dispatchSerde,
        Serde<ProviderOutcome> outcomeSerde) {

    public static RouterTopics of(TopicNames names, SerdeFactory serdes) {
        return new RouterTopics(
                names,
                topic(names.prompts(), serdes.promptRequest()),
                topic(names.reroutes(), serdes.reroute()),
                topic(names.responses(), serdes.finalResponse()),
                topic(names.responseChunks(), serdes.responseChunk()),
                topic(names.deadLetters(), serdes.deadLetter()),
                topic(names.cancellations(), serdes.cancellation()),
                topic(names.decisions(), serdes.decision()),
                topic(names.attempts(), serdes.attempt()),
                topic(names.spend(), serdes.spend()),
                topic(names.providerHealth(), serdes.health()),
                topic(names.feedback(), serdes.feedback()),
                topic(names.redrives(), serdes.redriveNote()),
                topic(names.models(), serdes.learnedModel()),
                topic(names.config(), serdes.configEntry()),
                topic(names.experiments(), serdes.experiment()),
                topic(names.reservations(), serdes.reservation()),
                topic(names.allowances(), serdes.allowance()),
                topic(names.shadowResponses(), serdes.finalResponse()),
                serdes.dispatch(),
                serdes.outcome());
    }

    public Topic<String, Dispatch> dispatch(ProviderId provider) {
        return topic(names.dispatch(provider), dispatchSerde);
    }

    public Topic<String, ProviderOutcome> outcomes(ProviderId provider) {
        return topic(names.outcomes(provider), outcomeSerde);
    }

    /** Every topic there is with these providers, in a stable order. */
    public List<Topic<String, ?>> all(Collection<ProviderId> providers) {
        List<Topic<String, ?>> all = new ArrayList<>(List.of(
                prompts,
                reroutes,
                responses,
                responseChunks,
                deadLetters,
                cancellations,
                decisions,
                attempts,
                spend,
                providerHealth,
                feedback,
                redrives,
                models,
                config,
                experiments,
                reservations,
                allowances,
                shadowResponses));
        providers.stream().distinct().sorted().forEach(provider -> {
            all.add(dispatch(provider));
            all.add(outcomes(provider));
        });
        return List.copyOf(all);
    }

    private static <V> Topic<String, V> topic(String name, Serde<V> values) {
        return new Topic<>(name, Serdes.String(), values);
    }
}
