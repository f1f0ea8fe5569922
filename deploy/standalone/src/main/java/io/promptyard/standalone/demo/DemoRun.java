package io.promptyard.standalone.demo;

import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.demo.DemoPlan.Planned;
import io.promptyard.standalone.runtime.Promptyard;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One run against a started Promptyard, as a client from outside: HTTP, topics and registry. Used once. */
final class DemoRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration REPORT = Duration.ofMillis(250);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int MAX_OPEN = 48;

    private final Promptyard promptyard;
    private final DemoPlan plan;
    private final Duration interval;
    private final Stories stories = new Stories();
    private final SerdeFactory serdes;
    private final TopicWatcher watcher;
    private final ProducerLane producer;
    private final GatewayLane gateway;
    private final AtomicInteger sent = new AtomicInteger();
    private final long begunNanos = System.nanoTime();

    private DemoRun(Promptyard promptyard, DemoPlan plan, Duration interval) {
        this.promptyard = promptyard;
        this.plan = plan;
        this.interval = interval;
        Clock clock = Clock.systemUTC();
        serdes = SerdeFactory.connect(RegistryConfig.of(promptyard.registryUrl()));
        RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
        watcher = TopicWatcher.start(promptyard.bootstrapServers(), topics, stories);
        String run = "demo-" + Long.toString(clock.millis(), Character.MAX_RADIX);
        producer = ProducerLane.connect(promptyard.bootstrapServers(), topics.prompts(), stories, run, clock, PATIENCE);
        gateway = new GatewayLane(promptyard.gatewayUrl().orElseThrow(), PATIENCE);
    }

    static DemoRun open(Promptyard promptyard, DemoPlan plan, Duration interval) {
        return new DemoRun(promptyard, plan, interval);
    }

    DemoOutcome run(Consumer<Progress> progress, RouterConfig config, Set<ProviderId> simulated)
            throws InterruptedException {
        List<Delivered> delivered;
        ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        try (reporter) {
            reporter.scheduleAtFixedRate(
                    () -> progress.accept(progress()), 0, REPORT.toMillis(), TimeUnit.MILLISECONDS);
            delivered = deliverAll();
            awaitSettled(delivered);
            reporter.shutdown();
        }
        progress.accept(progress());
        Map<String, Story> all = stories.snapshot();
        Collection<Story> ours = accepted(delivered).stream()
                .map(all::get)
                .filter(Objects::nonNull)
                .toList();
        DemoSummary summary = DemoSummary.of(
                delivered, ours, config.catalogue(), config.providers().keySet());
        List<String> problems = Verification.problems(plan.prompts().size(), delivered, all, bookings(), simulated);
        return new DemoOutcome(summary, problems, elapsed());
    }

    /** One prompt each {@code interval}, and never more than a bound of them open. */
    private List<Delivered> deliverAll() throws InterruptedException {
        Semaphore open = new Semaphore(MAX_OPEN);
        List<Future<Delivered>> futures = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            long due = System.nanoTime();
            for (Planned planned : plan.prompts()) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                // After a wait for a free place the pace goes on from now: no burst makes up for it.
                due = Math.max(due, System.nanoTime()) + interval.toNanos();
                open.acquire();
                sent.incrementAndGet();
                futures.add(senders.submit(() -> {
                    try {
                        return lane(planned.way()).deliver(planned);
                    } finally {
                        open.release();
                    }
                }));
            }
        }
        List<Delivered> delivered = new ArrayList<>(futures.size());
        for (int i = 0; i < futures.size(); i++) {
            delivered.add(result(futures.get(i), plan.prompts().get(i)));
        }
        return delivered;
    }

    private static Delivered result(Future<Delivered> future, Planned planned) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return Delivered.failed(planned, null, "sending failed: " + e.getCause());
        }
    }

    private Lane lane(Way way) {
        return switch (way) {
            case GATEWAY, GATEWAY_STREAM -> gateway;
            case PRODUCER -> producer;
        };
    }

    /** The answer may be there before the record of its attempt: wait until the topics have told all. */
    private void awaitSettled(List<Delivered> delivered) throws InterruptedException {
        Set<String> ids = Set.copyOf(accepted(delivered));
        long until = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() < until) {
            Map<String, Story> seen = stories.snapshot();
            if (ids.stream().allMatch(id -> seen.containsKey(id) && seen.get(id).settled())) {
                return;
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static List<String> accepted(List<Delivered> delivered) {
        return delivered.stream().map(Delivered::id).filter(Objects::nonNull).toList();
    }

    private List<Booking> bookings() {
        return promptyard
                .simulator()
                .map(simulator -> simulator.books().calls().stream()
                        .map(call -> new Booking(
                                call.requestId().orElse(""),
                                call.idempotencyKey().orElse("")))
                        .toList())
                .orElse(List.of());
    }

    private Progress progress() {
        Collection<Story> seen = stories.snapshot().values();
        int ended = (int)
                seen.stream().filter(story -> !story.responses().isEmpty()).count();
        int answered = (int) seen.stream()
                .filter(story -> story.response()
                        .map(response -> response.result() instanceof Answer)
                        .orElse(false))
                .count();
        return new Progress(
                elapsed(),
                plan.prompts().size(),
                sent.get(),
                answered,
                ended - answered,
                seen.stream().mapToInt(Story::retries).sum(),
                seen.stream().mapToInt(Story::fallbacks).sum());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    @Override
    public void close() {
        gateway.close();
        producer.close();
        watcher.close();
        serdes.close();
    }
}
