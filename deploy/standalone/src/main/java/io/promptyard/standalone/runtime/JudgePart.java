package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.router.RouterApplications;
import io.promptyard.router.app.KafkaOutcomePublisher;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.judge.Alarm;
import io.promptyard.router.judge.JudgeTier;
import io.promptyard.router.metrics.JudgeMetrics;
import io.promptyard.router.own.Allowances;
import io.promptyard.router.own.Purse;
import io.promptyard.router.worker.OutcomePublisher;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The judge that a configuration asks for, with a connector and a publisher of its own: a router need not be a worker. */
final class JudgePart {
    private static final String ALL_BUDGETS = "";

    private JudgePart() {}

    /** Null where none is configured. It is paid from {@code allowances} where there are budgets of all that is called. What it needs is opened in {@code parts}, to be closed after the router. */
    static @Nullable JudgeTier open(
            RouterApplications factory,
            LaneTopics lane,
            ConnectorContext context,
            @Nullable Allowances allowances,
            Parts parts,
            MeterRegistry meters) {
        JudgeConfig judge = factory.config().classifier().judge();
        if (judge == null) {
            return null;
        }
        OutcomePublisher publisher = parts.open(
                "judge's publisher",
                KafkaOutcomePublisher.connect(
                        factory.kafka(),
                        factory.topics(),
                        factory.metrics(),
                        lane.standing().replyPartitions()));
        ProviderConnector connector = parts.open(
                "judge's connector",
                ConnectorRegistry.load()
                        .create(factory.config().providers().get(judge.model().provider()), context.untimed()));
        return JudgeTier.of(
                factory.live(),
                judge,
                connector,
                allowances == null || !factory.config().judgeIsPaidFromBudgets()
                        ? Purse.FREE
                        : allowances.of(Purpose.JUDGE, ALL_BUDGETS, judge.model()),
                publisher::attempt,
                alarm(context.vertx()),
                new JudgeMetrics(meters, lane.lane().name()),
                factory.clock(),
                factory.epochs());
    }

    private static Alarm alarm(Vertx vertx) {
        return (delay, work) -> {
            long timer = vertx.setTimer(Math.max(1, delay.toMillis()), id -> work.run());
            return () -> vertx.cancelTimer(timer);
        };
    }
}
