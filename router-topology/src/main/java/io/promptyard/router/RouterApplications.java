package io.promptyard.router;

import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.ProviderId;
import io.promptyard.router.app.Changelogs;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.app.LaneClients;
import io.promptyard.router.app.PatientTopics;
import io.promptyard.router.app.StreamsApplication;
import io.promptyard.router.app.StreamsProperties;
import io.promptyard.router.budget.BudgetProcessors;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.deadletter.Undertaker;
import io.promptyard.router.hold.HoldParts;
import io.promptyard.router.hold.HoldPrompts;
import io.promptyard.router.ingress.Ingress;
import io.promptyard.router.ingress.PastAnswers;
import io.promptyard.router.judge.JudgePrompts;
import io.promptyard.router.judge.JudgeTier;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.policy.Budgets;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.router.published.LiveConfig;
import io.promptyard.router.reply.ReplyPartitioner;
import io.promptyard.router.verdict.AttemptCosts;
import io.promptyard.router.verdict.Backoff;
import io.promptyard.router.verdict.RetryPolicy;
import io.promptyard.router.verdict.VerdictDecider;
import io.promptyard.router.worker.BacklogReader;
import io.promptyard.router.worker.GatedClients;
import io.promptyard.router.worker.OutcomePublisher;
import io.promptyard.router.worker.ProviderWorker;
import io.promptyard.router.worker.WorkerProcessors;
import io.promptyard.router.worker.WorkerSettings;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Makes the router's and the workers' applications out of their parts. Stateless but for what it is given; what is
 * given belongs to the caller.
 *
 * @param random uniform in [0, 1), for the jitter of retries
 * @param epochs a new unique text at every call
 * @param replyPartitions partitions of responses, and of response-chunks
 * @param live the configuration of the moment, for what may change while they run: prices, and the limits of budgets
 */
public record RouterApplications(
        RouterConfig config,
        RouterTopics topics,
        SerdeFactory serdes,
        KafkaSettings kafka,
        RouterMetrics metrics,
        Clock clock,
        DoubleSupplier random,
        Supplier<String> epochs,
        int replyPartitions,
        LiveConfig live) {
    private static final Duration OVERDUE_GRACE = Duration.ofSeconds(5);

    /** For the end of a call to be told after it: a failover or two. */
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    /** With a configuration that never changes. */
    public RouterApplications(
            RouterConfig config,
            RouterTopics topics,
            SerdeFactory serdes,
            KafkaSettings kafka,
            RouterMetrics metrics,
            Clock clock,
            DoubleSupplier random,
            Supplier<String> epochs,
            int replyPartitions) {
        this(config, topics, serdes, kafka, metrics, clock, random, epochs, replyPartitions, new LiveConfig(config));
    }

    /**
     * The router: one per process is enough.
     *
     * @param judge null where none is configured
     * @param shadows takes copies of prompts that go elsewhere; must return at once, and throw nothing
     */
    public StreamsApplication router(
            PromptClassifier classifier,
            RoutingPolicy policy,
            @Nullable JudgeTier judge,
            Consumer<ShadowCall> shadows,
            PastAnswers pastAnswers,
            int promptPartitions) {
        return new StreamsApplication(
                () -> routerTopology(classifier, policy, judge, shadows, pastAnswers, promptPartitions),
                routerProperties(),
                LaneClients.of(kafka, Names.routerApplication(topics.names()), specifications(), () -> {}));
    }

    /**
     * What {@link #router} needs on the cluster beside the topics of the contract. Blocks.
     *
     * @param tasks of the router: the most partitions that one of its topics has
     */
    public void prepareRouter(int tasks) {
        Changelogs changelogs = new Changelogs(kafka, topics.names());
        String id = Names.routerApplication(topics.names());
        changelogs.ensure(id, Names.HELD_PROMPTS, tasks);
        changelogs.ensure(id, Names.IN_DOUBT, tasks, JudgePrompts.changelog(kafka.maxNoteBytes()));
    }

    /** Whether a keeper of budgets is to run: for those of the configuration, or for what waits where there were some before. Blocks. */
    public boolean needsBudgets() {
        return config.hasKeeper()
                || new Changelogs(kafka, topics.names()).exists(Names.budgetApplication(topics.names()), Names.WAITING);
    }

    /**
     * The keeper of budgets of all lanes, see {@link #needsBudgets}: exactly once whatever they are, because what
     * it has granted must be noted when it goes out, and only then (ADR 18).
     *
     * @param lanes all there are, in an order that is the same everywhere; this one's is the first
     */
    public StreamsApplication budgets(List<RouterTopics> lanes, int promptPartitions) {
        String id = Names.budgetApplication(topics.names());
        KafkaSettings exact = kafka.withExactlyOnce();
        Set<String> owed = Set.of(topics.reservations().name(), id + "-" + Names.JUDGED + "-repartition");
        return new StreamsApplication(
                () -> budgetTopology(lanes, promptPartitions),
                StreamsProperties.carryingPrompts(id, exact, undertaker(id, owed)),
                LaneClients.of(exact, id, specifications(lanes), () -> {}));
    }

    /** One provider's worker; {@code worker} must have been made by {@link #worker}. */
    public StreamsApplication application(ProviderWorker worker) {
        return new StreamsApplication(
                () -> workerTopology(worker),
                workerProperties(worker.provider()),
                new GatedClients(
                        LaneClients.of(
                                kafka,
                                Names.workerApplication(topics.names(), worker.provider()),
                                specifications(),
                                worker::committed),
                        worker.gate(),
                        topics.dispatch(worker.provider()).name()));
    }

    /** @param tasks partitions of the provider's dispatch topic */
    public ProviderWorker worker(
            ProviderConnector connector,
            OutcomePublisher publisher,
            BacklogReader backlog,
            int tasks,
            OnRestart onRestart) {
        ProviderId provider = connector.id();
        var providerConfig = config.providers().get(provider);
        Duration total = providerConfig.timeouts().total().plus(OVERDUE_GRACE);
        AttemptCosts costs =
                new AttemptCosts(new CostCalculator(() -> live.get().catalogue()));
        RetryPolicy retries = new RetryPolicy(config.retries(), new Backoff(config.retries(), random));
        DeadLetterFactory deadLetters = new DeadLetterFactory(Names.workerApplication(topics.names(), provider));
        return new ProviderWorker(
                connector,
                publisher,
                backlog,
                new VerdictDecider(retries, costs, deadLetters),
                costs,
                WorkerSettings.of(providerConfig.maxConcurrency(), providerConfig.lookAhead(), tasks, total)
                        .delivering(kafka.exactlyOnce(), onRestart),
                metrics,
                clock,
                epochs);
    }

    Topology routerTopology(
            PromptClassifier classifier,
            RoutingPolicy policy,
            @Nullable JudgeTier judge,
            Consumer<ShadowCall> shadows,
            PastAnswers pastAnswers,
            int promptPartitions) {
        DeadLetterFactory deadLetters = new DeadLetterFactory(Names.routerApplication(topics.names()));
        RouterTopics patient = PatientTopics.of(topics, clock);
        RouterSteps steps = new RouterSteps(classifier, policy, config, deadLetters, shadows, metrics, clock);
        return new RouterTopology(
                        patient,
                        new TreeSet<>(config.providers().keySet()),
                        steps,
                        new Ingress(deadLetters, metrics, clock, pastAnswers, promptPartitions),
                        new JudgePrompts(
                                judge, clock, PatientTopics.patient(serdes.reroute(), clock), kafka.maxNoteBytes()),
                        hold(steps, patient),
                        new Ends(patient, new ReplyPartitioner(metrics)),
                        config.hasBudgets())
                .get();
    }

    private HoldPrompts hold(RouterSteps steps, RouterTopics patient) {
        HoldParts parts = new HoldParts(
                config.waiting(),
                topics.names().lane(),
                kafka.exactlyOnce(),
                steps::decide,
                steps::withdraw,
                metrics,
                clock);
        return new HoldPrompts(
                parts,
                PatientTopics.patient(serdes.reroute(), clock),
                patient.reservations().valueSerde(),
                patient.decisions().valueSerde(),
                kafka.maxNoteBytes());
    }

    Topology budgetTopology(List<RouterTopics> lanes, int promptPartitions) {
        List<RouterTopics> patient =
                lanes.stream().map(lane -> PatientTopics.of(lane, clock)).toList();
        DeadLetterFactory deadLetters = new DeadLetterFactory(Names.budgetApplication(topics.names()));
        return new BudgetTopology(
                        patient,
                        new TreeSet<>(config.providers().keySet()),
                        new BudgetProcessors(
                                live.each(Budgets::of),
                                () -> live.get().version(),
                                longestCall().plus(UNTOLD),
                                clock,
                                patient.getFirst().reservations().valueSerde(),
                                kafka.maxNoteBytes(),
                                metrics.budgets()),
                        new BudgetSteps(deadLetters, metrics, clock),
                        new ReplyPartitioner(metrics),
                        promptPartitions)
                .get();
    }

    private Duration longestCall() {
        return config.providers().values().stream()
                .map(provider -> provider.timeouts().total().plus(OVERDUE_GRACE))
                .reduce(OVERDUE_GRACE, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    Topology workerTopology(ProviderWorker worker) {
        RouterTopics patient = PatientTopics.of(topics, clock);
        return new WorkerTopology(
                        patient,
                        worker.provider(),
                        new WorkerProcessors(
                                worker,
                                topics,
                                PatientTopics.patient(serdes.pendingCall(), clock),
                                PatientTopics.patient(serdes.settledMark(), clock),
                                kafka.maxNoteBytes()),
                        new Ends(patient, new ReplyPartitioner(metrics)))
                .get();
    }

    Properties routerProperties() {
        String id = Names.routerApplication(topics.names());
        Set<String> owed = Set.of(topics.prompts().name(), topics.reroutes().name());
        return StreamsProperties.of(id, kafka.routerThreads(), kafka, undertaker(id, owed));
    }

    Properties workerProperties(ProviderId provider) {
        String id = Names.workerApplication(topics.names(), provider);
        Set<String> owed = Set.of(topics.dispatch(provider).name());
        return StreamsProperties.of(id, 1, kafka, undertaker(id, owed));
    }

    private List<TopicSpec> specifications() {
        return specifications(List.of(topics));
    }

    private List<TopicSpec> specifications(List<RouterTopics> lanes) {
        return lanes.stream()
                .flatMap(lane -> new TopicCatalogue(lane.names(), 1)
                        .topics(config.providers().keySet()).stream())
                .toList();
    }

    private Undertaker undertaker(String applicationId, Set<String> owed) {
        return new Undertaker(topics, owed, replyPartitions, new DeadLetterFactory(applicationId), metrics, clock);
    }
}
