package io.promptyard.router.judge;

import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.router.classify.second.Uncertainty;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.own.Purse;
import io.promptyard.router.policy.CataloguePriors;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.Disclosure;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.published.LiveConfig;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The judge of one lane, and what its tasks need to ask it. Connector and publisher belong to whoever made them. Thread-safe. */
public final class JudgeTier {
    private final JudgeConfig config;
    private final DifficultyJudge judge;
    private final JudgedScores scores;
    private final JudgeBudget budget;
    private final Purse purse;
    private final JudgeListener listener;
    private final InstantSource clock;
    private final Set<InDoubt> tasks = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    private JudgeTier(
            JudgeConfig config,
            DifficultyJudge judge,
            JudgedScores scores,
            JudgeBudget budget,
            Purse purse,
            JudgeListener listener,
            InstantSource clock) {
        this.config = config;
        this.judge = judge;
        this.scores = scores;
        this.budget = budget;
        this.purse = purse;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * @param live what it asks, and by what policy: that of the moment
     * @param connector of the judge's provider
     * @param purse what budgets set aside for it, beside the bound of its own
     * @param attempts where calls are booked; must return at once, from any thread
     * @param ids a fresh one at every call
     */
    public static JudgeTier of(
            LiveConfig live,
            JudgeConfig judge,
            ProviderConnector connector,
            Purse purse,
            Consumer<ProviderAttempt> attempts,
            Alarm alarm,
            JudgeListener listener,
            InstantSource clock,
            Supplier<String> ids) {
        JudgeBudget budget = new JudgeBudget(judge.perHourUsd());
        AttemptCosts costs =
                new AttemptCosts(new CostCalculator(() -> live.get().catalogue()));
        RouterConfig config = live.get();
        boolean takesSchema = config.catalogue()
                .find(judge.model())
                .filter(spec -> spec.capabilities().contains(Capability.JSON_SCHEMA))
                .isPresent();
        DifficultyJudge asked = new DifficultyJudge(
                judge.model(),
                takesSchema,
                connector,
                RoutingPolicy.following(live.each(CostAwarePolicy::of)),
                live.each(Disclosure::new),
                judge.limit(),
                alarm,
                new JudgeBooks(attempts, costs, budget, listener, clock),
                clock,
                ids);
        return new JudgeTier(
                judge,
                asked,
                new JudgedScores(new CataloguePriors(config), judge.model()),
                budget,
                purse,
                listener,
                clock);
    }

    /** From now on nobody waits any more than those who do. */
    public void drain() {
        draining = true;
    }

    /** Prompts that wait, in all tasks of this process. */
    public int waiting() {
        return tasks.stream().mapToInt(InDoubt::waiting).sum();
    }

    /** The tasks that are open. */
    Set<InDoubt> tasks() {
        return tasks;
    }

    boolean isFull(int waiting) {
        return draining || waiting >= config.maxOpen();
    }

    /** Whether a small error in what is predicted could send it elsewhere. A prompt that names its model goes there anyway. */
    boolean isUnsure(ClassifiedPrompt prompt) {
        PromptRequest request = prompt.request();
        Classification said = prompt.classification();
        return request.model().equals(PromptRequest.AUTO)
                && !said.scores().isEmpty()
                && Uncertainty.within(
                        config.band(),
                        said.scores().values(),
                        request.constraints().minQuality());
    }

    JudgeConfig config() {
        return config;
    }

    DifficultyJudge judge() {
        return judge;
    }

    JudgedScores scores() {
        return scores;
    }

    /** The question with money for it; empty where there is none. */
    Optional<Question> paid(Question question, Instant now) {
        Optional<Purse.Ticket> ticket = purse.take(question.boundUsd());
        if (ticket.isPresent() && !budget.take(question.dispatch().expectedCostUsd(), now)) {
            ticket.get().paid(BigDecimal.ZERO);
            return Optional.empty();
        }
        return ticket.map(question::paidBy);
    }

    JudgeListener listener() {
        return listener;
    }

    InstantSource clock() {
        return clock;
    }
}
