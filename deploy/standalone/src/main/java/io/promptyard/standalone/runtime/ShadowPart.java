package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.connector.health.HealthBoard;
import io.promptyard.connector.health.HealthListener;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.ProviderId;
import io.promptyard.router.RouterApplications;
import io.promptyard.router.app.KafkaOutcomePublisher;
import io.promptyard.router.metrics.ShadowMetrics;
import io.promptyard.router.own.Allowances;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.router.shadow.ShadowBooks;
import io.promptyard.router.shadow.ShadowCaller;
import io.promptyard.router.shadow.ShadowOutbox;
import io.promptyard.router.verdict.AttemptCosts;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The shadows of one lane, with connectors, circuits, a publisher and a thread of their own. */
final class ShadowPart {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private ShadowPart() {}

    /** What it needs is opened in {@code parts}, to be closed after the router. */
    static Consumer<ShadowCall> open(
            RouterApplications factory,
            LaneTopics lane,
            ConnectorContext context,
            Allowances allowances,
            Parts parts,
            MeterRegistry meters) {
        KafkaOutcomePublisher publisher = parts.open(
                "shadows' publisher",
                KafkaOutcomePublisher.connect(
                        factory.kafka(),
                        factory.topics(),
                        factory.metrics(),
                        lane.standing().replyPartitions()));
        HealthBoard board = new HealthBoard(factory.config().health(), HealthListener.NONE);
        Connectors connectors = parts.open(
                "shadows' connectors",
                new Connectors(
                        factory, new ConnectorContext(context.vertx(), context.clock(), context.drops(), board)));
        ExecutorService thread = parts.open(
                "shadows' thread",
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("shadow-caller").daemon().factory()));
        ShadowMetrics metrics = new ShadowMetrics(meters, lane.lane().name());
        ShadowCaller caller = new ShadowCaller(
                connectors::of,
                call -> allowances.of(
                        Purpose.SHADOW, call.budget(), call.dispatch().target()),
                books(factory, publisher, metrics),
                metrics,
                thread,
                factory.clock(),
                factory.epochs());
        metrics.show(caller);
        parts.opened("shadows", () -> close(caller));
        return caller;
    }

    private static ShadowBooks books(
            RouterApplications factory, KafkaOutcomePublisher publisher, ShadowMetrics metrics) {
        AttemptCosts costs =
                new AttemptCosts(new CostCalculator(() -> factory.live().get().catalogue()));
        ShadowOutbox outbox = new ShadowOutbox(publisher, metrics, factory.clock());
        return new ShadowBooks(outbox, costs, metrics, factory.clock());
    }

    /** What is stopped says so before its publisher is closed. */
    private static void close(ShadowCaller caller) {
        caller.close();
        new Drain(LAST_WORDS).await(() -> caller.open() == 0);
    }

    /** Made when the first copy goes to a provider. */
    private static final class Connectors implements AutoCloseable {
        private final RouterApplications factory;
        private final ConnectorContext context;
        private final Map<ProviderId, ProviderConnector> made = new ConcurrentHashMap<>();

        Connectors(RouterApplications factory, ConnectorContext context) {
            this.factory = factory;
            this.context = context;
        }

        ProviderConnector of(ProviderId id) {
            return made.computeIfAbsent(
                    id,
                    each -> ConnectorRegistry.load()
                            .create(factory.config().providers().get(each), context));
        }

        @Override
        public void close() {
            made.values().forEach(ProviderConnector::close);
        }
    }
}
