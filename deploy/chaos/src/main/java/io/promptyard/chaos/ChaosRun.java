package io.promptyard.chaos;

import io.promptyard.bench.process.ManagementPort;
import io.promptyard.chaos.check.Blow;
import io.promptyard.chaos.check.Checker;
import io.promptyard.chaos.check.Evidence;
import io.promptyard.chaos.check.Evidence.Told;
import io.promptyard.chaos.check.Findings;
import io.promptyard.chaos.check.Places;
import io.promptyard.chaos.check.Tail;
import io.promptyard.chaos.load.Load;
import io.promptyard.chaos.yard.Providers;
import io.promptyard.chaos.yard.Yard;
import io.promptyard.chaos.yard.YardSettings;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds a yard, loads it, breaks it by the schedule, mends it, waits until it has drained, and draws the findings.
 * Every wait is for a condition and has a bound.
 */
final class ChaosRun {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String PENDING = "promptyard_worker_pending";

    private final ChaosSettings settings;
    private final Clock clock;
    private final Consumer<String> progress;

    ChaosRun(ChaosSettings settings, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /** What a run ended with: findings, what processes did without being told to, and the faults as they were dealt. */
    record Ended(Findings findings, List<String> endings, List<Blow> blows) {}

    Ended run() {
        YardSettings yardSettings = new YardSettings(
                settings.home(),
                settings.classPath(),
                settings.exactlyOnce(),
                settings.kafkaProperties(),
                settings.schedule().seed());
        try (Yard yard = settings.schedule().topology().yard(yardSettings)) {
            progress.accept("starting " + String.join(", ", yard.processes().keySet()));
            yard.start();
            try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(yard.registryUrl()))) {
                return loaded(yard, RouterTopics.of(TopicNames.standard(), serdes));
            }
        }
    }

    private Ended loaded(Yard yard, RouterTopics topics) {
        try (Load load = load(yard, topics);
                Tail tail = tail(yard, topics)) {
            List<Blow> blows = blows(yard, load);
            progress.accept("load has ended; mending everything");
            yard.mend(PATIENCE);
            load.endTopic();
            progress.accept("waiting until everything has drained");
            double pending = drained(yard, load, tail);
            progress.accept("reading the topics and the books");
            Evidence evidence = Evidence.read(
                    yard.bootstrapServers(),
                    topics,
                    Providers.NAMES,
                    settings.exactlyOnce(),
                    yard.providers().books(),
                    load.asked(),
                    new Told(load.acknowledged(), load.keyless(), load.unacknowledged()),
                    blows,
                    pending);
            return new Ended(
                    Checker.check(evidence, settings.exactlyOnce(), Places.standard()),
                    yard.processes().values().stream()
                            .flatMap(process -> process.endings().stream())
                            .toList(),
                    blows);
        }
    }

    private List<Blow> blows(Yard yard, Load load) {
        Dealer dealer = Dealer.start(yard, clock, settings.schedule().faults(), progress);
        try (dealer) {
            load.run(settings.schedule().length());
        }
        return dealer.dealt();
    }

    private Load load(Yard yard, RouterTopics topics) {
        Random random = new Random(settings.schedule().seed());
        return new Load(settings.rate(), random, clock, yard.bootstrapServers(), topics, yard::gatewayUrl);
    }

    private Tail tail(Yard yard, RouterTopics topics) {
        return new Tail(
                yard.bootstrapServers(),
                settings.exactlyOnce(),
                topics.prompts().name(),
                topics.responses().name());
    }

    /** Returns the calls that the workers still hold: 0, or what is left when the time is over. */
    private double drained(Yard yard, Load load, Tail tail) {
        long until = System.nanoTime() + settings.drain().toNanos();
        double pending = Double.MAX_VALUE;
        while (System.nanoTime() < until) {
            tail.look();
            if (tail.unanswered().isEmpty() && load.waiting() == 0) {
                pending = pending(yard);
                if (pending == 0) {
                    return 0;
                }
            }
        }
        progress.accept("*** not drained: " + tail.unanswered().size() + " of " + tail.accepted()
                + " prompts without a response, " + load.waiting() + " HTTP callers waiting");
        return pending(yard);
    }

    private static double pending(Yard yard) {
        return Stream.of(yard.workers())
                .flatMap(List::stream)
                .mapToDouble(ChaosRun::pending)
                .sum();
    }

    /** One that does not answer now holds we do not know how many. */
    private static double pending(ManagementPort worker) {
        try {
            return worker.meter(PENDING);
        } catch (UncheckedIOException e) {
            return 1;
        }
    }
}
