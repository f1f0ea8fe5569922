package io.promptyard.router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.Allowance;
import io.promptyard.model.BudgetUnit;
import io.promptyard.model.Candidate;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Spend;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.published.LiveConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The graph of budgets in a test driver: a budget of 1 USD a minute, and prompts of which each reserves 0.40. */
final class BudgetFixture implements AutoCloseable {
    static final String BOUND = "0.40";

    final MutableClock clock = new MutableClock(Prompts.START);
    final SerdeFactory serdes = SerdeFactory.mock("budgets-" + UUID.randomUUID());
    final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    final RouterTopics batch = RouterTopics.of(TopicNames.standard().ofLane("batch"), serdes);
    final TopologyTestDriver driver;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LiveConfig live;
    private final TestInputTopic<String, Reservation> reservations;
    private final TestInputTopic<String, ProviderAttempt> attempts;
    private final TestInputTopic<String, ProviderAttempt> attemptsInBatch;
    private final TestInputTopic<String, Allowance> allowances;

    BudgetFixture(Path state, CeilingConfig.Over over) {
        this(state, config(over));
    }

    BudgetFixture(Path state, RouterConfig config) {
        live = new LiveConfig(config);
        RouterApplications applications = applications(serdes, topics, clock, state, live, new RouterMetrics(meters));
        driver = new TopologyTestDriver(
                applications.budgetTopology(List.of(topics, batch), 4), applications.routerProperties(), Prompts.START);
        reservations = input(topics.reservations());
        attempts = input(topics.attempts());
        attemptsInBatch = input(batch.attempts());
        allowances = input(topics.allowances());
    }

    static RouterApplications applications(
            SerdeFactory serdes, RouterTopics topics, MutableClock clock, Path state, RouterConfig config) {
        RouterMetrics metrics = new RouterMetrics(new SimpleMeterRegistry());
        return applications(serdes, topics, clock, state, new LiveConfig(config), metrics);
    }

    private static RouterApplications applications(
            SerdeFactory serdes,
            RouterTopics topics,
            MutableClock clock,
            Path state,
            LiveConfig live,
            RouterMetrics metrics) {
        return new RouterApplications(
                live.get(),
                topics,
                serdes,
                KafkaSettings.local("127.0.0.1:1", state),
                metrics,
                clock,
                () -> 0.5,
                () -> "epoch",
                6,
                live);
    }

    static RouterConfig config(CeilingConfig.Over over) {
        BudgetConfig budget = new BudgetConfig(
                "team",
                Map.of(BudgetWindow.MINUTE, BigDecimal.ONE),
                ZoneOffset.UTC,
                List.of(new BudgetConfig.Per(BudgetConfig.Per.Kind.TENANT, "")),
                Set.of(),
                Set.of());
        return config(List.of(new CeilingConfig(RouteMatch.ALL, null, over, budget)));
    }

    /** So many requests and tokens a minute for each {@code per}. */
    static CeilingConfig limit(
            String name, BudgetConfig.Per.Kind per, Map<BudgetUnit, Long> rates, CeilingConfig.Over over) {
        return new CeilingConfig(
                RouteMatch.ALL,
                null,
                over,
                new BudgetConfig(
                        name,
                        Map.of(),
                        ZoneOffset.UTC,
                        List.of(new BudgetConfig.Per(per, "")),
                        Set.of(),
                        Set.of(),
                        rates));
    }

    static RouterConfig config(List<CeilingConfig> ceilings) {
        return config(Configs.config().version(), ceilings);
    }

    static RouterConfig config(String version, List<CeilingConfig> ceilings) {
        RouterConfig plain = Configs.config();
        return new RouterConfig(
                version,
                plain.providers(),
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                plain.routes(),
                ceilings,
                plain.retries());
    }

    /** Wants GPT for {@link #BOUND}, and would take CLAUDE for a tenth of it. */
    static Reservation request(String id) {
        return request(Prompts.dispatch(id, Configs.GPT, 1, 1));
    }

    static Reservation request(Dispatch dispatch) {
        RoutingDecision decision = new RoutingDecision(
                dispatch.id(),
                dispatch.at(),
                "default",
                "default",
                Map.of(),
                "auto",
                "v1",
                Prompts.classification(),
                "default",
                "best-quality",
                Configs.GPT,
                List.of(
                        new Candidate(Configs.GPT, Candidate.State.CHOSEN, "", "", 0.9, null),
                        new Candidate(Configs.CLAUDE, Candidate.State.ELIGIBLE, "dearer", "", 0.8, null)),
                dispatch.attempt(),
                1,
                null,
                null);
        return new Reservation(
                dispatch, decision, List.of(option(Configs.GPT, BOUND), option(Configs.CLAUDE, "0.04")), "");
    }

    static SpendOption option(Target target, @Nullable String bound) {
        return new SpendOption(target, bound == null ? null : new BigDecimal(bound), null);
    }

    void ask(Reservation request) {
        reservations.pipeInput(request.dispatch().id().value(), request);
    }

    /** The end of the call that the first dispatch of {@code id} led to. */
    void ended(String id, @Nullable String cost, @Nullable Integer settles) {
        ended(id, cost, null, settles);
    }

    void ended(String id, @Nullable String cost, @Nullable TokenUsage usage, @Nullable Integer settles) {
        attempts.pipeInput(id, end(id, cost, usage, settles));
    }

    /** The same in the lane "batch". */
    void endedInBatch(String id, @Nullable String cost, @Nullable Integer settles) {
        attemptsInBatch.pipeInput(id, end(id, cost, null, settles));
    }

    private ProviderAttempt end(
            String id, @Nullable String cost, @Nullable TokenUsage usage, @Nullable Integer settles) {
        return new ProviderAttempt(
                id + "#1.1",
                Prompts.prompt(id).id(),
                clock.instant(),
                ProviderAttempt.Phase.ENDED,
                1,
                Configs.GPT,
                "default",
                "default",
                "default",
                Map.of(),
                true,
                null,
                null,
                10L,
                null,
                usage,
                cost == null ? null : new BigDecimal(cost),
                false,
                null,
                null,
                null,
                ProviderAttempt.Purpose.ANSWER,
                settles,
                null,
                null);
    }

    /** The same of a prompt of another lane. */
    static Reservation inLane(String lane, Reservation request) {
        return new Reservation(request.dispatch(), request.decision(), request.options(), lane);
    }

    /** On the topic that answers come back on. */
    void say(Allowance allowance) {
        allowances.pipeInput(allowance.id(), allowance);
    }

    /** What the keeper has said since the last look; what went in is not read here. */
    List<Allowance> answers() {
        return values(topics.allowances());
    }

    void advance(Duration time) {
        clock.advance(time);
        driver.advanceWallClockTime(time);
    }

    List<Dispatch> dispatches(ProviderId provider) {
        return values(topics.dispatch(provider));
    }

    List<Dispatch> dispatchesInBatch(ProviderId provider) {
        return values(batch.dispatch(provider));
    }

    List<Reroute> reroutes() {
        return values(topics.reroutes());
    }

    List<Reroute> reroutesInBatch() {
        return values(batch.reroutes());
    }

    List<FinalResponse> responsesInBatch() {
        return values(batch.responses());
    }

    List<FinalResponse> responses() {
        return values(topics.responses());
    }

    List<DeadLetter> deadLetters() {
        return values(topics.deadLetters());
    }

    List<RoutingDecision> decisions() {
        return values(topics.decisions());
    }

    /** The newest of each account, after the desk had time to show it. */
    List<Spend> spend() {
        advance(Duration.ofSeconds(1));
        Map<String, Spend> newest = new java.util.LinkedHashMap<>();
        output(topics.spend()).forEach(each -> newest.put(each.key, each.value));
        return new ArrayList<>(newest.values());
    }

    private <V> List<V> values(Topic<String, V> topic) {
        return output(topic).stream().map(each -> each.value).toList();
    }

    private <V> List<KeyValue<String, V>> output(Topic<String, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readKeyValuesToList();
    }

    private <V> TestInputTopic<String, V> input(Topic<String, V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
    }
}
