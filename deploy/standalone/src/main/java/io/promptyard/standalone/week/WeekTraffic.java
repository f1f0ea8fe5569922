package io.promptyard.standalone.week;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.Candidate;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.Constraints;
import io.promptyard.model.Feedback;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's topics would hold after a week: the router's own classifier and policy decide each prompt in its own time, models
 * solve what they are known to solve, and some answers are rated. Times, tokens and latencies are drawn; the same seed gives
 * the same week. For one thread.
 */
public final class WeekTraffic {
    private static final List<String> TENANTS = List.of("school", "shop", "lab");
    private static final List<String> ENDPOINTS = List.of("homework", "support");
    private static final Duration DECIDING = Duration.ofMillis(2);
    private static final int FEWEST_TOKENS = 60;
    private static final int MORE_TOKENS = 360;
    private static final int FIRST_TOKEN_MILLIS = 180;
    private static final int MORE_FIRST_TOKEN_MILLIS = 700;
    private static final double SLOWEST_PACE = 45;
    private static final double MORE_PACE = 90;
    private static final long MILLIS = 1_000;
    private static final Duration RATED_AFTER = Duration.ofMinutes(3);

    private final CostAwarePolicy policy;
    private final Duration deadline;
    private final CostCalculator prices;
    private final Function<PromptRequest, Classification> classifier;
    private final double rated;
    private final SplittableRandom random;

    /**
     * @param rated share of the answers that somebody rates, from 0 to 1
     */
    public WeekTraffic(
            RouterConfig config, Function<PromptRequest, Classification> classifier, double rated, long seed) {
        if (!(rated >= 0 && rated <= 1)) {
            throw new IllegalArgumentException("rated: must be from 0 to 1 (got " + rated + ")");
        }
        this.policy = CostAwarePolicy.of(config);
        this.deadline = config.retries().deadline();
        this.prices = new CostCalculator(config.catalogue());
        this.classifier = classifier;
        this.rated = rated;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Each prompt {@code times} times over the seven days before {@code end}, in the order of time.
     *
     * @throws UnknownOutcomeException when the policy chooses a target of which it is not known what it can
     */
    public void make(List<WeekPrompt> prompts, int times, Instant end, Consumer<Recorded> reader) {
        List<WeekSchedule.Visit> visits = WeekSchedule.draw(prompts.size(), times, end, random);
        for (WeekSchedule.Visit visit : visits) {
            reader.accept(one(prompts.get(visit.prompt()), visit));
        }
    }

    private Recorded one(WeekPrompt prompt, WeekSchedule.Visit visit) {
        PromptRequest request = request(prompt, visit);
        Instant at = visit.at().plus(DECIDING);
        ClassifiedPrompt classified =
                new ClassifiedPrompt(request, classifier.apply(request), List.of(), at.plus(deadline), "");
        RouteDecision decision = policy.decide(classified, at);
        return switch (decision) {
            case RouteDecision.Routed routed -> answered(prompt, request, routed.record());
            case RouteDecision.Waiting waiting -> refused(prompt, request, waiting.otherwise());
            case RouteDecision.Unroutable unroutable -> refused(prompt, request, unroutable);
        };
    }

    private PromptRequest request(WeekPrompt prompt, WeekSchedule.Visit visit) {
        return new PromptRequest(
                new RequestId("week-%s-%d".formatted(prompt.id(), visit.turn())),
                visit.at(),
                null,
                TENANTS.get(random.nextInt(TENANTS.size())),
                ENDPOINTS.get(random.nextInt(ENDPOINTS.size())),
                Map.of("bench", prompt.bench(), "conversation", prompt.id()),
                PromptRequest.AUTO,
                Constraints.NONE,
                PromptBody.ofUser(prompt.text()),
                false,
                null,
                null,
                null);
    }

    private static Recorded refused(WeekPrompt prompt, PromptRequest request, RouteDecision.Unroutable end) {
        FailureKind kind = end.kind();
        FinalResponse.Refusal refusal = new FinalResponse.Refusal(
                kind,
                end.message(),
                kind.httpStatus(),
                null,
                null,
                end.record().route(),
                end.retryAfterMillis(),
                "",
                0);
        FinalResponse response = FinalResponse.of(request, end.record().at(), refusal, 0, BigDecimal.ZERO);
        return new Recorded(request, end.record(), List.of(), response, null, prompt.solution());
    }

    private Recorded answered(WeekPrompt prompt, PromptRequest request, RoutingDecision decision) {
        Target target = Objects.requireNonNull(decision.target(), "target");
        Double outcome = prompt.outcomes().get(target);
        if (outcome == null) {
            throw new UnknownOutcomeException(target, prompt.outcomes().keySet());
        }
        TokenUsage usage =
                TokenUsage.of(decision.classification().promptTokens(), FEWEST_TOKENS + random.nextInt(MORE_TOKENS));
        long first = (long) FIRST_TOKEN_MILLIS + random.nextInt(MORE_FIRST_TOKEN_MILLIS);
        long latency = first + Math.round(MILLIS * usage.completionTokens() / pace(target));
        Instant end = decision.at().plusMillis(latency);
        Call call = new Call(request, decision, target, usage, first, latency);
        BigDecimal cost = prices.cost(target, usage).orElse(null);
        FinalResponse response = FinalResponse.of(request, end, answer(call, prompt.answer(outcome)), 1, cost);
        Feedback feedback = random.nextDouble() < rated ? rating(call, outcome, end.plus(RATED_AFTER)) : null;
        return new Recorded(
                request,
                decision,
                List.of(attempt(call, Phase.STARTED, decision.at(), null), attempt(call, Phase.ENDED, end, cost)),
                response,
                feedback,
                prompt.solution());
    }

    private record Call(
            PromptRequest request,
            RoutingDecision decision,
            Target target,
            TokenUsage usage,
            long firstMillis,
            long latencyMillis) {
        String attemptId() {
            return request.id().value() + "/1";
        }
    }

    /** Tokens per second; a target keeps its own. */
    private static double pace(Target target) {
        return SLOWEST_PACE + MORE_PACE * new SplittableRandom(target.toString().hashCode()).nextDouble();
    }

    private static FinalResponse.Answer answer(Call call, String text) {
        Completion completion = new Completion(
                List.of(new Completion.Choice(
                        0,
                        ChatMessage.of(
                                Role.ASSISTANT,
                                "[simulated " + call.target().model().value() + "] " + text),
                        FinishReason.STOP,
                        null,
                        "{}")),
                null,
                "{}");
        return new FinalResponse.Answer(
                call.target(),
                call.decision().route(),
                new CompletionContent.Clear(completion),
                FinishReason.STOP,
                call.usage(),
                call.latencyMillis(),
                null,
                call.attemptId(),
                0);
    }

    private static ProviderAttempt attempt(Call call, Phase phase, Instant at, @Nullable BigDecimal cost) {
        PromptRequest request = call.request();
        boolean ended = phase == Phase.ENDED;
        return new ProviderAttempt(
                call.attemptId(),
                request.id(),
                at,
                phase,
                1,
                call.target(),
                call.decision().route(),
                request.tenant(),
                request.endpoint(),
                request.tags(),
                ended,
                null,
                ended ? 200 : null,
                ended ? call.latencyMillis() : null,
                ended ? call.firstMillis() : null,
                ended ? call.usage() : null,
                cost,
                false,
                null,
                call.decision().classification().task(),
                expected(call.decision()));
    }

    private static @Nullable BigDecimal expected(RoutingDecision decision) {
        return decision.candidates().stream()
                .filter(each -> each.state() == Candidate.State.CHOSEN)
                .findFirst()
                .map(Candidate::expectedCostUsd)
                .orElse(null);
    }

    private static Feedback rating(Call call, double outcome, Instant at) {
        return new Feedback(
                call.request().id(),
                at,
                Feedback.Source.USER,
                outcome,
                null,
                null,
                call.target(),
                call.decision().classification().task(),
                "{}");
    }
}
