package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.hold.HoldListener;
import io.promptyard.router.policy.RouteDecision;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Records into the meters of {@link RouterMeter}. Thread-safe; looking a meter up allocates only the first time. */
public final class RouterMetrics implements HoldListener {
    /** The lane that is always there. */
    public static final String DEFAULT_LANE = "default";

    private static final String NONE = "none";
    private static final List<FailureKind> BURIALS =
            List.of(FailureKind.INVALID_REQUEST, FailureKind.INTERNAL, FailureKind.TOO_LARGE);

    private final MeterRegistry registry;
    private final Tags lane;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<ProviderId, DistributionSummary> summaries = new ConcurrentHashMap<>();

    private @Nullable BudgetMetrics budgets;

    private record Key(RouterMeter meter, String first, String second) {}

    /** The counters of ingress are there from the start, at 0: a rate over one that appears with its first event misses it. */
    public RouterMetrics(MeterRegistry registry) {
        this(registry, DEFAULT_LANE);
    }

    /** @param lane tags every meter: one of the configured lanes */
    public RouterMetrics(MeterRegistry registry, String lane) {
        this.registry = registry;
        this.lane = Tags.of("lane", lane);
        counter(RouterMeter.ACCEPTED, "", "", Tags.empty());
        BURIALS.forEach(this::buriedCounter);
        repeatedCounter(true);
        repeatedCounter(false);
        gauge(RouterMeter.WAITING, Tags.empty(), waiting, AtomicInteger::get);
    }

    /** Makes the counters of a worker's plain events be there at 0, for the same reason. */
    public void expect(ProviderId provider, RouterMeter... meters) {
        for (RouterMeter meter : meters) {
            workerCounter(meter, provider);
        }
    }

    /** Of all lanes, so only one of them may ask; the same each time, and there for as long as this is. */
    public synchronized BudgetMetrics budgets() {
        if (budgets == null) {
            budgets = new BudgetMetrics(registry);
        }
        return budgets;
    }

    public void accepted() {
        count(RouterMeter.ACCEPTED, "", "", Tags.empty());
    }

    public void repeated(boolean same) {
        repeatedCounter(same).increment();
    }

    /** A record that could not be read ({@code INVALID_REQUEST}), handled ({@code INTERNAL}) or written ({@code TOO_LARGE}). */
    public void buried(FailureKind kind) {
        buriedCounter(kind).increment();
    }

    /** Counts a decision that is acted upon; that a prompt waits is none yet. */
    public void decided(RouteDecision decision) {
        String provider = switch (decision) {
            case RouteDecision.Routed routed ->
                routed.dispatch().target().provider().value();
            case RouteDecision.Unroutable no -> NONE;
            case RouteDecision.Waiting waiting -> "";
        };
        if (provider.isEmpty()) {
            return;
        }
        count(RouterMeter.DECIDED, provider, "", Tags.of("provider", provider));
    }

    public void refused(FailureKind kind) {
        count(RouterMeter.REFUSED, kind.name(), "", Tags.of("failure.kind", kind.name()));
    }

    @Override
    public void waiting(int more) {
        waiting.addAndGet(more);
    }

    @Override
    public void went(HoldListener.Went how, long millis) {
        String went = how.name().toLowerCase(Locale.ROOT);
        time(RouterMeter.WAITED, went, Tags.of("how", went), millis);
    }

    public void replyPartitionOutOfRange() {
        count(RouterMeter.REPLY_OUT_OF_RANGE, "", "", Tags.empty());
    }

    /** Counts one of a worker's plain events. */
    public void worker(RouterMeter meter, ProviderId provider) {
        workerCounter(meter, provider).increment();
    }

    /** Counts the end of a call; {@code kind} null for an answer. */
    public void ended(ProviderId provider, @Nullable FailureKind kind, long latencyMillis) {
        String how = kind == null ? NONE : kind.name();
        count(
                RouterMeter.ATTEMPTS_ENDED,
                provider.value(),
                how,
                Tags.of("provider", provider.value(), "failure.kind", how));
        time(RouterMeter.ATTEMPT_LATENCY, provider, latencyMillis);
    }

    public void firstToken(ProviderId provider, long millis) {
        time(RouterMeter.FIRST_TOKEN, provider, millis);
    }

    /** Actual over expected cost of an answer. */
    public void costRatio(ProviderId provider, double ratio) {
        summaries
                .computeIfAbsent(
                        provider,
                        id -> DistributionSummary.builder(RouterMeter.COST_RATIO.id())
                                .description(RouterMeter.COST_RATIO.description())
                                .tags(lane.and("provider", id.value()))
                                .publishPercentiles(0.05, 0.5, 0.95)
                                .register(registry))
                .record(ratio);
    }

    public void verdict(ProviderId provider, String verdict) {
        count(
                RouterMeter.VERDICTS,
                provider.value(),
                verdict,
                Tags.of("provider", provider.value(), "verdict", verdict));
    }

    /** @param parameter one of those that the presets name */
    public void parameterDropped(ProviderId provider, String parameter) {
        count(
                RouterMeter.PARAMETERS_DROPPED,
                provider.value(),
                parameter,
                Tags.of("provider", provider.value(), "parameter", parameter));
    }

    /** Registers a gauge that reads {@code value} of {@code source}, which is held weakly. */
    public <T> void gauge(RouterMeter meter, ProviderId provider, T source, ToDoubleFunction<T> value) {
        gauge(meter, Tags.of("provider", provider.value()), source, value);
    }

    /** The same for one state of several. */
    public <T> void gauge(RouterMeter meter, ProviderId provider, String state, T source, ToDoubleFunction<T> value) {
        gauge(meter, Tags.of("provider", provider.value(), "state", state), source, value);
    }

    private <T> void gauge(RouterMeter meter, Tags tags, T source, ToDoubleFunction<T> value) {
        Gauge.builder(meter.id(), source, value)
                .description(meter.description())
                .tags(lane.and(tags))
                .register(registry);
    }

    private Counter buriedCounter(FailureKind kind) {
        return counter(RouterMeter.BURIED, kind.name(), "", Tags.of("failure.kind", kind.name()));
    }

    private Counter repeatedCounter(boolean same) {
        String body = same ? "same" : "other";
        return counter(RouterMeter.REPEATED, body, "", Tags.of("body", body));
    }

    private Counter workerCounter(RouterMeter meter, ProviderId provider) {
        return counter(meter, provider.value(), "", Tags.of("provider", provider.value()));
    }

    private void count(RouterMeter meter, String first, String second, Tags tags) {
        counter(meter, first, second, tags).increment();
    }

    private Counter counter(RouterMeter meter, String first, String second, Tags tags) {
        return counters.computeIfAbsent(
                new Key(meter, first, second),
                key -> Counter.builder(meter.id())
                        .description(meter.description())
                        .tags(lane.and(tags))
                        .register(registry));
    }

    private void time(RouterMeter meter, ProviderId provider, long millis) {
        time(meter, provider.value(), Tags.of("provider", provider.value()), millis);
    }

    private void time(RouterMeter meter, String key, Tags tags, long millis) {
        timers.computeIfAbsent(
                        new Key(meter, key, ""),
                        absent -> Timer.builder(meter.id())
                                .description(meter.description())
                                .tags(lane.and(tags))
                                .publishPercentileHistogram()
                                .register(registry))
                .record(Duration.ofMillis(millis));
    }
}
