package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.ProviderId;
import io.promptyard.router.RouterApplications;
import io.promptyard.router.app.CancellationListener;
import io.promptyard.router.app.HealthPublisher;
import io.promptyard.router.app.KafkaAllowances;
import io.promptyard.router.app.KafkaBacklogReader;
import io.promptyard.router.app.KafkaOutcomePublisher;
import io.promptyard.router.app.KafkaPastAnswers;
import io.promptyard.router.app.StreamsApplication;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.feedback.LearnerApplication;
import io.promptyard.router.judge.JudgeTier;
import io.promptyard.router.own.Allowances;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.router.reply.ReplyPartitions;
import io.promptyard.router.worker.BacklogReader;
import io.promptyard.router.worker.OutcomePublisher;
import io.promptyard.router.worker.ProviderWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams applications of this process, of every lane: routers, workers, or both. Started together, drained together. */
final class RunningRouter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRouter.class);
    /** For calls that are ended because nobody waits for them. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Drain drain;
    private final List<StreamsApplication> applications = new ArrayList<>();
    private final List<ProviderWorker> workers = new ArrayList<>();
    private final List<LaneRouter> routers = new ArrayList<>();
    private final List<JudgeTier> judges = new ArrayList<>();
    private final Parts parts = new Parts();
    private @Nullable Allowances allowances;

    private record LaneRouter(RouterApplications factory, int promptPartitions) {}

    RunningRouter(Drain drain) {
        this.drain = drain;
    }

    void addRouter(
            RouterApplications factory,
            LaneTopics lane,
            PromptClassifier classifier,
            RoutingPolicy policy,
            ConnectorContext context,
            MeterRegistry meters) {
        Topics topics = lane.standing();
        @Nullable Allowances money = allowances(factory);
        @Nullable JudgeTier judge = JudgePart.open(factory, lane, context, money, parts, meters);
        Consumer<ShadowCall> shadows = money == null || !factory.config().hasShadows()
                ? none -> {}
                : ShadowPart.open(factory, lane, context, money, parts, meters);
        ReplyPartitions replies = new ReplyPartitions(topics.replyPartitions(), factory.metrics());
        KafkaPastAnswers pastAnswers =
                parts.open("past answers", KafkaPastAnswers.connect(factory.kafka(), topics.names(), replies));
        factory.prepareRouter(topics.routerTasks());
        applications.add(factory.router(classifier, policy, judge, shadows, pastAnswers, topics.promptPartitions()));
        routers.add(new LaneRouter(factory, topics.promptPartitions()));
        if (judge != null) {
            judges.add(judge);
        }
    }

    /** Of all lanes together; null where no call of the router's own is paid from a budget. */
    private @Nullable Allowances allowances(RouterApplications factory) {
        if (allowances == null && factory.config().hasAllowances()) {
            allowances = parts.open(
                            "allowances",
                            KafkaAllowances.start(factory.kafka(), factory.topics(), factory.clock(), factory.epochs()))
                    .allowances();
        }
        return allowances;
    }

    void addWorkers(
            RouterApplications factory,
            Topics topics,
            OnRestart onRestart,
            Iterable<ProviderId> providers,
            ConnectorContext context) {
        ConnectorRegistry connectors = ConnectorRegistry.load();
        OutcomePublisher publisher = parts.open(
                "outcome publisher",
                KafkaOutcomePublisher.connect(
                        factory.kafka(), factory.topics(), factory.metrics(), topics.replyPartitions()));
        BacklogReader backlog =
                parts.open("backlog reader", KafkaBacklogReader.connect(factory.kafka(), factory.topics()));
        for (ProviderId provider : providers) {
            ProviderConnector connector = parts.open(
                    "connector " + provider,
                    connectors.create(factory.config().providers().get(provider), context));
            ProviderWorker worker = factory.worker(connector, publisher, backlog, topics.tasks(provider), onRestart);
            workers.add(worker);
            applications.add(factory.application(worker));
        }
        parts.open(
                "health publisher",
                HealthPublisher.start(factory.kafka(), factory.topics(), context.health(), context.clock()));
        parts.open("cancellations", CancellationListener.start(factory.kafka(), factory.topics(), workers));
    }

    void addLearner(LearnerApplication learner) {
        applications.add(learner.streams());
        parts.open("learner", learner);
    }

    void start(Meters meters) {
        addBudgets();
        for (StreamsApplication application : applications) {
            application.start();
            parts.opened("meters of " + application.id(), meters.bind(application));
        }
    }

    /** One keeper for all lanes. */
    private void addBudgets() {
        if (!routers.isEmpty() && routers.getFirst().factory().needsBudgets()) {
            LaneRouter first = routers.getFirst();
            applications.add(first.factory()
                    .budgets(
                            routers.stream()
                                    .map(each -> each.factory().topics())
                                    .toList(),
                            first.promptPartitions()));
        }
    }

    boolean isRunning() {
        return applications.stream().allMatch(StreamsApplication::isRunning);
    }

    /** Takes no dispatch any more, lets open calls end while the drain lasts, commits and stops. */
    @Override
    public void close() {
        judges.forEach(JudgeTier::drain);
        workers.forEach(worker -> worker.gate().drain());
        drain.await(() -> openCalls() == 0 && waitingForJudges() == 0);
        workers.forEach(ProviderWorker::stopAbandoned);
        new Drain(LAST_WORDS).await(() -> workers.stream().allMatch(worker -> worker.abandonedCalls() == 0));
        if (openCalls() > 0) {
            LOG.warn("{} calls are still open after {}: the next start calls them again", openCalls(), drain);
        }
        List<Thread> closing = applications.stream()
                .map(application ->
                        Thread.ofPlatform().name("close " + application.id()).start(application::close))
                .toList();
        closing.forEach(RunningRouter::join);
        parts.close();
    }

    private int openCalls() {
        return workers.stream().mapToInt(ProviderWorker::openCalls).sum();
    }

    private int waitingForJudges() {
        return judges.stream().mapToInt(JudgeTier::waiting).sum();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
