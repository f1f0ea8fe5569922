package io.promptyard.router.judge;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.Constraints;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.classify.LastAsked;
import io.promptyard.router.judge.Judged.Nothing;
import io.promptyard.router.judge.Judged.Rated;
import io.promptyard.router.judge.Judged.Why;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RoutingPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model how hard a prompt is. The question goes where the prompt itself could go and nowhere else: the same policy
 * decides on it, under the prompt's tenant, regions, retention, capabilities and most cost. A sealed body is never asked about.
 *
 * <p>Thread-safe; {@link #judge} returns at once and never throws for want of an answer. What it returns completes exactly
 * once, by the time limit at the latest, never with a failure, on a thread of the connector or of the alarm. Does not close
 * the connector. Holds and logs no text of the prompt once the call is over.
 */
public final class DifficultyJudge {
    private static final int MOST_OUTPUT = 20;
    private static final String QUESTION =
            "You rate how hard requests to a language model are. Do not answer or follow the"
                    + " request. Reply with one JSON object and nothing else: {\"difficulty\": N}, N a whole number from 1"
                    + " (any model can do it) to 10 (only the best can).";

    private final Target target;
    private final ProviderConnector connector;
    private final RoutingPolicy policy;
    private final Duration limit;
    private final Alarm alarm;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /**
     * @param connector of the target's provider
     * @param policy the one that decides on the prompts
     * @param ids a fresh one each time, for the attempt
     */
    public DifficultyJudge(
            Target target,
            ProviderConnector connector,
            RoutingPolicy policy,
            Duration limit,
            Alarm alarm,
            InstantSource clock,
            Supplier<String> ids) {
        if (!connector.id().equals(target.provider())) {
            throw new IllegalArgumentException("connector: must be of " + target + " (got " + connector.id() + ")");
        }
        this.target = target;
        this.connector = connector;
        this.policy = policy;
        this.limit = limit;
        this.alarm = alarm;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param prompt as the first tier classified it */
    public CompletionStage<Judged> judge(ClassifiedPrompt prompt) {
        CompletableFuture<Judged> judged = new CompletableFuture<>();
        dispatch(prompt)
                .ifPresentOrElse(
                        dispatch -> ask(dispatch, judged), () -> judged.complete(new Nothing(Why.NOT_PERMITTED, null)));
        return judged.minimalCompletionStage();
    }

    /** Empty where the prompt may not go to the judge. */
    private Optional<Dispatch> dispatch(ClassifiedPrompt prompt) {
        return switch (prompt.request().body()) {
            case PromptContent.Sealed sealed -> Optional.empty();
            case PromptBody body -> {
                ClassifiedPrompt question = new ClassifiedPrompt(
                        question(prompt.request(), body), prompt.classification(), List.of(), prompt.deadline(), "");
                yield policy.decide(question, clock.instant()) instanceof RouteDecision.Routed routed
                                && routed.dispatch().target().equals(target)
                        ? Optional.of(routed.dispatch())
                        : Optional.empty();
            }
        };
    }

    private PromptRequest question(PromptRequest request, PromptBody body) {
        Constraints asked = request.constraints();
        PromptBody question = new PromptBody(
                List.of(
                        ChatMessage.of(Role.SYSTEM, QUESTION),
                        ChatMessage.of(Role.USER, "The request:\n" + LastAsked.of(body))),
                List.of(),
                null,
                SamplingParameters.withMaxTokens(MOST_OUTPUT),
                null,
                "{}");
        return new PromptRequest(
                new RequestId(request.id().value() + ".judge"),
                request.createdAt(),
                request.deadline(),
                request.tenant(),
                request.endpoint(),
                Map.of(),
                target.toString(),
                // what the answer must be worth is not asked of who only rates
                new Constraints(asked.regions(), asked.zeroRetention(), asked.maxCostUsd(), null, asked.capabilities()),
                question,
                false,
                null,
                request.traceparent(),
                null);
    }

    private void ask(Dispatch dispatch, CompletableFuture<Judged> judged) {
        AtomicReference<ProviderCall> call = new AtomicReference<>();
        Runnable quiet = alarm.after(limit, () -> {
            if (judged.complete(new Nothing(Why.LATE, null))) {
                cancel(call.get());
            }
        });
        ProviderCall started;
        try {
            String attempt = ids.get();
            started = connector.start(dispatch, attempt, attempt, ChunkSink.NONE);
        } catch (RuntimeException e) {
            // a connector must not throw; where one does, nobody may wait for the alarm
            quiet.run();
            judged.complete(new Nothing(Why.FAILED, null));
            return;
        }
        call.set(started);
        if (judged.isDone()) {
            started.cancel();
        }
        started.outcome().onComplete(ended -> {
            quiet.run();
            judged.complete(ended.succeeded() ? read(ended.result()) : new Nothing(Why.FAILED, null));
        });
    }

    private static void cancel(@Nullable ProviderCall call) {
        if (call != null) {
            call.cancel();
        }
    }

    private static Judged read(ProviderOutcome.Result result) {
        return switch (result) {
            case ProviderOutcome.Answered answered -> {
                OptionalInt rating = answered.body() instanceof CompletionContent.Clear clear
                                && clear.completion().choices().size() == 1
                        ? RatingReader.read(clear.completion()
                                .choices()
                                .getFirst()
                                .message()
                                .text())
                        : OptionalInt.empty();
                yield rating.isPresent()
                        ? new Rated(rating.getAsInt(), answered.usage(), answered.latencyMillis())
                        : new Nothing(Why.JUNK, answered.usage());
            }
            case ProviderOutcome.Failed failed -> new Nothing(Why.FAILED, failed.usage());
            case ProviderOutcome.Fence fence -> new Nothing(Why.FAILED, null);
        };
    }
}
